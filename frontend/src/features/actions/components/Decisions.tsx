import { useState } from 'react'
import { useMe } from '@/session/me'
import { Button } from '@/ui/Button'
import { ConfirmDialog } from '@/ui/ConfirmDialog'
import { DialogActions } from '@/ui/Dialog'
import { useDecideAction } from '../api/decide-action'
import type { Action } from '../api/get-actions'
import { decisionsFor, decisionWords, type Decision } from '../model/decision'

/** What may still be decided about an action. Reverting is another action, which is shown then. */
export function Decisions({ action, onShow }: { action: Action; onShow: (id: string) => void }) {
  const { permissions } = useMe()
  const decide = useDecideAction()
  const [pending, setPending] = useState<Decision | null>(null)
  const decisions = decisionsFor(action).filter((decision) =>
    permissions.includes(decisionWords[decision].needs),
  )
  if (decisions.length === 0) return null

  return (
    <>
      <DialogActions>
        {decisions.map((decision) => (
          <Button
            key={decision}
            variant={decision === 'approve' ? 'primary' : 'secondary'}
            onClick={() => setPending(decision)}
          >
            {decisionWords[decision].label}
          </Button>
        ))}
      </DialogActions>
      {pending && (
        <ConfirmDialog
          open
          onOpenChange={(open) => !open && setPending(null)}
          title={decisionWords[pending].title}
          description={decisionWords[pending].description}
          confirmLabel={decisionWords[pending].label}
          askReason={pending !== 'revert'}
          onConfirm={async (reason) => {
            const { action_id } = await decide.mutateAsync({
              id: action.action_id,
              decision: pending,
              reason,
            })
            onShow(action_id)
          }}
        />
      )}
    </>
  )
}

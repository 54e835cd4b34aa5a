import { GAP } from '@/lib/format'
import { Figure } from '@/ui/Card'
import { Dialog } from '@/ui/Dialog'
import { Load } from '@/ui/Load'
import { Time } from '@/ui/Time'
import { useAction, type Action } from '../api/get-actions'
import { actionTitle } from '../model/request'
import { ActionBadge } from './ActionBadge'

/** One action, renewed while it is under way. */
export function ActionDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const action = useAction(id)
  return (
    <Dialog
      wide
      open
      onOpenChange={(open) => !open && onClose()}
      title={action.data ? actionTitle(action.data) : 'Action'}
      description={<span className="font-mono text-xs">{id}</span>}
    >
      <Load query={action}>{(data) => <Detail action={data} />}</Load>
    </Dialog>
  )
}

function Detail({ action }: { action: Action }) {
  return (
    <div className="flex flex-col gap-4" aria-live="polite">
      <ActionBadge status={action.status} />
      <p className="text-sm break-words">{action.reason}</p>
      {action.message && (
        <p className="bg-sunken rounded-md px-3 py-2 text-sm break-words">{action.message}</p>
      )}
      <dl className="grid grid-cols-2 gap-x-4 gap-y-3 sm:grid-cols-3">
        <Figure label="Target">{action.service_name}</Figure>
        <Figure label="Kind">{action.kind ?? GAP}</Figure>
        <Figure label="Namespace">{action.namespace ?? GAP}</Figure>
        <Figure label="By">{action.requested_by ?? GAP}</Figure>
        <Figure label="Requested">
          <Time at={action.created_at} />
        </Figure>
        <Figure label="Last change">
          <Time at={action.updated_at} />
        </Figure>
      </dl>
    </div>
  )
}

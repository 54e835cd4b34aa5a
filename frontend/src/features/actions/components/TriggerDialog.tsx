import { useState } from 'react'
import { TriangleAlert } from 'lucide-react'
import { formErrors } from '@/api/problem'
import { Button } from '@/ui/Button'
import { Dialog, DialogActions } from '@/ui/Dialog'
import { TextField } from '@/ui/Field'
import { ProblemNote } from '@/ui/ProblemNote'
import { toast } from '@/ui/toast'
import type { Target } from '../api/get-targets'
import { useTriggerAction } from '../api/trigger-action'
import { actionLabels, consequence, parseReplicas, requestFor, type ActionKind } from '../model/request'

interface TriggerDialogProps {
  kind: ActionKind
  target: Target
  onClose: () => void
  onStarted: (actionId: string) => void
}

/** Asks for a reason, says what will happen, and starts the action. */
export function TriggerDialog({ kind, target, onClose, onStarted }: TriggerDialogProps) {
  const trigger = useTriggerAction()
  const [reason, setReason] = useState('')
  const [replicas, setReplicas] = useState(String(target.replicas))
  const [idempotencyKey] = useState(() => crypto.randomUUID())
  const wanted = kind === 'scale' ? parseReplicas(replicas) : null
  const incomplete =
    reason.trim() === '' || (kind === 'scale' && (wanted === null || wanted === target.replicas))
  const errors = formErrors(trigger.error, ['reason', 'replicas'])

  const submit = async () => {
    try {
      const request = requestFor(kind, target, reason, wanted)
      const { action_id } = await trigger.mutateAsync({ kind, request, idempotencyKey })
      toast(`${actionLabels[kind]} of ${target.service_name} has been accepted.`)
      onClose()
      onStarted(action_id)
    } catch {
      // Shown below, from the mutation's state.
    }
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`${actionLabels[kind]} ${target.service_name}`}
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        {kind === 'scale' && (
          <TextField
            label="Replicas"
            type="number"
            min={0}
            step={1}
            autoFocus
            value={replicas}
            error={errors.byField.replicas ?? (wanted === null ? 'Enter a whole number.' : undefined)}
            onChange={(event) => setReplicas(event.target.value)}
          />
        )}
        <TextField
          label="Reason"
          required
          maxLength={500}
          autoComplete="off"
          autoFocus={kind !== 'scale'}
          placeholder="Why, for the log and whoever reads it later"
          value={reason}
          error={errors.byField.reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <p className="bg-warn-soft border-warn-line text-warn flex gap-2 rounded-md border px-3 py-2 text-sm">
          <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          <span>
            {consequence(kind, target, wanted)}
            {target.simulated && ' The cluster is simulated: nothing real is changed.'}
          </span>
        </p>
        {errors.general && <ProblemNote error={trigger.error} message={errors.general} />}
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" disabled={incomplete} busy={trigger.isPending}>
            {actionLabels[kind]}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}

import { useState } from 'react'
import { TriangleAlert } from 'lucide-react'
import { formErrors } from '@/api/problem'
import { randomId } from '@/lib/random-id'
import { Button } from '@/ui/Button'
import { Dialog, DialogActions } from '@/ui/Dialog'
import { TextField } from '@/ui/Field'
import { ProblemNote } from '@/ui/ProblemNote'
import { toast } from '@/ui/toast'
import type { Target } from '../api/get-targets'
import { useTriggerAction } from '../api/trigger-action'
import {
  actionLabels,
  actionTitle,
  consequence,
  isPresent,
  parseSize,
  requestFor,
  sizeForm,
  type ActionType,
} from '../model/request'
import { SizeFields } from './SizeFields'

interface TriggerDialogProps {
  type: ActionType
  target: Target
  onClose: () => void
  onStarted: (actionId: string) => void
}

/** Asks for a reason, says what will happen, and starts the action. */
export function TriggerDialog({ type, target, onClose, onStarted }: TriggerDialogProps) {
  const trigger = useTriggerAction()
  const [reason, setReason] = useState('')
  const [form, setForm] = useState(() => sizeForm(target))
  const [idempotencyKey, setIdempotencyKey] = useState(randomId)
  const scales = type === 'scale_deployment'
  const size = scales ? parseSize(target, form) : null
  const incomplete = reason.trim() === '' || (scales && (size === null || isPresent(target, size)))
  const errors = formErrors(trigger.error, ['reason', 'replicas', 'min_replicas', 'max_replicas'])

  const submit = async () => {
    try {
      const request = requestFor(type, target, reason, size)
      const { action_id } = await trigger.mutateAsync({ type, request, idempotencyKey })
      toast(`${actionTitle(type, target.service_name)} has been accepted.`)
      onClose()
      onStarted(action_id)
    } catch {
      // The refusal is shown below, from the mutation's state; what is sent after it is another request.
      setIdempotencyKey(randomId())
    }
  }

  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={actionTitle(type, target.service_name)}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        {scales && (
          <SizeFields
            form={form}
            onChange={setForm}
            bounded={target.autoscaler != null}
            errors={errors.byField}
          />
        )}
        <TextField
          label="Reason"
          required
          maxLength={500}
          autoComplete="off"
          autoFocus={!scales}
          placeholder="Why, for the log and whoever reads it later"
          value={reason}
          error={errors.byField.reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <p className="bg-warn-soft border-warn-line text-warn flex gap-2 rounded-md border px-3 py-2 text-sm">
          <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          <span>
            {consequence(type, target, size)}
            {target.simulated && ' The cluster is simulated: nothing real is changed.'}
          </span>
        </p>
        {errors.general && <ProblemNote error={trigger.error} message={errors.general} />}
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" disabled={incomplete} busy={trigger.isPending}>
            {actionLabels[type]}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}

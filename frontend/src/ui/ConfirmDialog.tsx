import { useState, type ReactNode } from 'react'
import { messageOf } from '@/api/problem'
import { Button } from './Button'
import { Dialog, DialogActions } from './Dialog'
import { TextField } from './Field'
import { ProblemNote } from './ProblemNote'

interface ConfirmDialogProps {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: string
  /** What will happen, in full sentences. */
  description: ReactNode
  confirmLabel: string
  danger?: boolean
  /** Asks for a reason, which is kept with the event. */
  askReason?: boolean
  onConfirm: (reason: string | undefined) => Promise<unknown>
}

export function ConfirmDialog(props: ConfirmDialogProps) {
  const { open, onOpenChange, title, description, confirmLabel, danger, askReason, onConfirm } = props
  const [reason, setReason] = useState('')
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)

  const close = (next: boolean) => {
    if (busy) return
    setReason('')
    setFailure(null)
    onOpenChange(next)
  }
  const confirm = async () => {
    setBusy(true)
    setFailure(null)
    try {
      await onConfirm(reason.trim() === '' ? undefined : reason.trim())
      setReason('')
      onOpenChange(false)
    } catch (error) {
      setFailure(error ?? new Error(messageOf(error)))
    } finally {
      setBusy(false)
    }
  }

  return (
    <Dialog open={open} onOpenChange={close} title={title} description={description}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void confirm()
        }}
      >
        {askReason && (
          <TextField
            label="Reason"
            optional
            maxLength={500}
            autoComplete="off"
            placeholder="Kept with the event, for whoever reads it later"
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
        {failure !== null && <ProblemNote error={failure} className="mt-3" />}
        <DialogActions>
          <Button onClick={() => close(false)} disabled={busy}>
            Cancel
          </Button>
          <Button type="submit" variant={danger ? 'destructive' : 'primary'} busy={busy}>
            {confirmLabel}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}

import { ConfirmDialog } from '@/ui/ConfirmDialog'
import { toast } from '@/ui/toast'
import { useControlCircuit } from '../api/control-circuit'
import { commandWords, type CircuitCommand } from '../model/command'

export interface PendingCommand {
  provider: string
  command: CircuitCommand
}

/** Asks before a circuit is forced or reset, and says afterwards that it was. */
export function CircuitDialog({ pending, onClose }: { pending: PendingCommand; onClose: () => void }) {
  const control = useControlCircuit()
  const words = commandWords[pending.command]
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={words.title(pending.provider)}
      description={words.description}
      confirmLabel={words.label}
      danger={words.danger}
      askReason
      onConfirm={async (reason) => {
        await control.mutateAsync({ ...pending, reason })
        toast(words.done(pending.provider))
      }}
    />
  )
}

import { LoaderCircle } from 'lucide-react'
import { Badge } from '@/ui/Badge'
import { isUnderWay, progress, statusLabel, statusTone, type ActionStatus } from '../model/status'

/** The state of an action; while it is under way, also how far it is. */
export function ActionBadge({ status }: { status: ActionStatus }) {
  const step = progress(status)
  return (
    <span className="inline-flex items-center gap-2">
      <Badge tone={statusTone(status)}>{statusLabel(status)}</Badge>
      {step && (
        <span className="text-muted inline-flex items-center gap-1 text-xs whitespace-nowrap">
          {isUnderWay(status) && <LoaderCircle aria-hidden className="size-3 animate-spin" />}
          step {step.done} of {step.of}
        </span>
      )}
    </span>
  )
}

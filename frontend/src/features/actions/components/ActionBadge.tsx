import { LoaderCircle } from 'lucide-react'
import { Badge } from '@/ui/Badge'
import type { Action } from '../api/get-actions'
import { progress, statusLabel, statusTone } from '../model/status'

/** The state of an action; while it is under way, also how far it is. */
export function ActionBadge({ action: { status, dry_run } }: { action: Pick<Action, 'status' | 'dry_run'> }) {
  const step = progress(status)
  return (
    <span className="inline-flex items-center gap-2">
      <Badge tone={statusTone(status)}>{statusLabel(status)}</Badge>
      {dry_run && <Badge title="Nothing was changed.">dry run</Badge>}
      {step && (
        <span className="text-muted inline-flex items-center gap-1 text-xs whitespace-nowrap">
          <LoaderCircle aria-hidden className="size-3 animate-spin" />
          step {step.done} of {step.of}
        </span>
      )}
    </span>
  )
}

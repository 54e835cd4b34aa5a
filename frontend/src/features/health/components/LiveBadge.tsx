import { Radio, Timer } from 'lucide-react'
import { Badge } from '@/ui/Badge'

/** How the page learns what changes. */
export function LiveBadge({ live }: { live: boolean }) {
  return (
    <span role="status" aria-label="Updates">
      {live ? (
        <Badge tone="ok" icon={Radio} title="Changes show up as they happen.">
          Live
        </Badge>
      ) : (
        <Badge icon={Timer} title="There is no live connection: the page asks every 10 seconds.">
          Polling
        </Badge>
      )}
    </span>
  )
}

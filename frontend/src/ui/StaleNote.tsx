import { History } from 'lucide-react'
import { messageOf } from '@/api/problem'
import { Button } from './Button'
import { Time } from './Time'

/** Says that what is shown is old, how old, and why. */
export function StaleNote({ error, since, onRetry }: { error: unknown; since: number; onRetry: () => void }) {
  return (
    <div
      role="status"
      className="bg-warn-soft border-warn-line text-warn m-3 flex flex-wrap items-center gap-x-3 gap-y-1 rounded-md border px-3 py-2 text-sm"
    >
      <History aria-hidden className="size-4 shrink-0" />
      <span className="min-w-0 flex-1">
        Showing data from <Time at={since} />. {messageOf(error)}
      </span>
      <Button size="sm" onClick={onRetry}>
        Try again
      </Button>
    </div>
  )
}

import { CircleAlert } from 'lucide-react'
import { messageOf, requestIdOf } from '@/api/problem'
import { cx } from '@/lib/cx'

interface ProblemNoteProps {
  error?: unknown
  /** The sentence to show instead of the error's own. */
  message?: string
  className?: string
}

/** Says what went wrong, where it went wrong, with the id that support can look for. */
export function ProblemNote({ error, message, className }: ProblemNoteProps) {
  const requestId = requestIdOf(error)
  return (
    <div
      role="alert"
      className={cx(
        'bg-bad-soft border-bad-line text-bad flex gap-2 rounded-md border px-3 py-2 text-sm',
        className,
      )}
    >
      <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div className="min-w-0 break-words">
        <p>{message ?? messageOf(error)}</p>
        {requestId && <p className="mt-0.5 text-xs opacity-85">Request {requestId}</p>}
      </div>
    </div>
  )
}

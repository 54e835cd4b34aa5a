import { Link, useRouter, type ErrorComponentProps } from '@tanstack/react-router'
import { Compass, LoaderCircle } from 'lucide-react'
import { ApiError } from '@/api/problem'
import { buttonClass } from '@/ui/Button'
import { EmptyState, ErrorState } from '@/ui/States'

/** Where a page failed while it was loaded or drawn: the rest of the console stays. */
export function RouteError({ error, reset }: ErrorComponentProps) {
  const router = useRouter()
  const retry = () => {
    // Code of a release that is no longer served cannot be loaded again by asking the router.
    if (!(error instanceof ApiError)) return location.reload()
    reset()
    void router.invalidate()
  }
  return (
    <div className="flex min-h-[60vh] items-center justify-center">
      <title>Something went wrong · Switchgear</title>
      <ErrorState error={error} onRetry={retry} />
    </div>
  )
}

export function RoutePending() {
  return (
    <div role="status" aria-label="Loading" className="flex min-h-[60vh] items-center justify-center">
      <LoaderCircle aria-hidden className="text-muted size-6 animate-spin" />
    </div>
  )
}

export function NotFound() {
  return (
    <div className="flex min-h-[60vh] items-center justify-center">
      <title>Not found · Switchgear</title>
      <EmptyState
        icon={Compass}
        title="There is no such page"
        action={
          <Link to="/dashboard" className={buttonClass('secondary', 'sm')}>
            Go to the dashboard
          </Link>
        }
      >
        The address may be mistyped, or what it pointed to is gone.
      </EmptyState>
    </div>
  )
}

import type { ReactNode } from 'react'
import { CloudOff, RotateCw, type LucideIcon } from 'lucide-react'
import { messageOf, requestIdOf } from '@/api/problem'
import { cx } from '@/lib/cx'
import { Button } from './Button'

export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={cx('bg-sunken animate-pulse rounded-md', className)} />
}

/** Lines where a table or list will be. */
export function SkeletonRows({ rows = 5 }: { rows?: number }) {
  return (
    <div role="status" aria-label="Loading" className="flex flex-col gap-2.5 p-4">
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} className={cx('h-6', row % 3 === 2 ? 'w-4/5' : 'w-full')} />
      ))}
    </div>
  )
}

interface EmptyStateProps {
  icon: LucideIcon
  title: string
  children?: ReactNode
  action?: ReactNode
}

export function EmptyState({ icon: Icon, title, children, action }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-center gap-2 px-6 py-10 text-center">
      <Icon aria-hidden className="text-muted size-6" strokeWidth={1.5} />
      <p className="text-sm font-medium">{title}</p>
      {children !== undefined && (
        <div className="text-muted w-full max-w-2xl min-w-0 text-sm">{children}</div>
      )}
      {action !== undefined && <div className="mt-2">{action}</div>}
    </div>
  )
}

export function ErrorState({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const requestId = requestIdOf(error)
  return (
    <div role="alert" className="flex flex-col items-center gap-2 px-6 py-10 text-center">
      <CloudOff aria-hidden className="text-bad size-6" strokeWidth={1.5} />
      <p className="text-sm font-medium">This could not be loaded</p>
      <p className="text-muted max-w-md text-sm">{messageOf(error)}</p>
      {requestId && <p className="text-muted text-xs">Request {requestId}</p>}
      <Button size="sm" icon={RotateCw} onClick={onRetry} className="mt-2">
        Try again
      </Button>
    </div>
  )
}

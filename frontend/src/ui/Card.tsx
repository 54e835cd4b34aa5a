import type { ReactNode } from 'react'
import { cx } from '@/lib/cx'

interface CardProps {
  title?: ReactNode
  hint?: ReactNode
  actions?: ReactNode
  /** Without padding, for tables and lists that reach the edge. */
  flush?: boolean
  className?: string
  children: ReactNode
}

export function Card({ title, hint, actions, flush, className, children }: CardProps) {
  return (
    <section className={cx('bg-surface shadow-card flex min-w-0 flex-col rounded-lg border', className)}>
      {title !== undefined && (
        <header className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 border-b px-4 py-2">
          <h2 className="text-sm font-semibold">{title}</h2>
          {hint !== undefined && <span className="text-muted text-xs">{hint}</span>}
          {actions !== undefined && <div className="ml-auto flex items-center gap-2">{actions}</div>}
        </header>
      )}
      <div className={cx('min-w-0 flex-1', !flush && 'p-4')}>{children}</div>
    </section>
  )
}

/** One figure with its name. */
export function Figure({ label, children, title }: { label: string; children: ReactNode; title?: string }) {
  return (
    <div className="min-w-0" title={title}>
      <dt className="text-muted text-2xs truncate">{label}</dt>
      <dd className="truncate text-sm font-medium">{children}</dd>
    </div>
  )
}

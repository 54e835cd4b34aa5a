import type { ComponentProps, ReactNode } from 'react'
import { cx } from '@/lib/cx'

/** A table that scrolls sideways on its own where it is too wide, never the page. */
export function Table({ label, head, children }: { label: string; head: ReactNode; children: ReactNode }) {
  return (
    <div className="relative overflow-x-auto" tabIndex={0} role="region" aria-label={label}>
      <table className="w-full text-sm">
        <thead>
          <tr className="text-muted text-2xs border-b text-left">{head}</tr>
        </thead>
        <tbody className="divide-line divide-y">{children}</tbody>
      </table>
    </div>
  )
}

interface CellProps extends ComponentProps<'td'> {
  numeric?: boolean
}

export function Th({ numeric, className, ...rest }: CellProps) {
  return (
    <th
      scope="col"
      {...rest}
      className={cx(
        'px-3 py-2 font-medium whitespace-nowrap first:pl-4 last:pr-4',
        numeric && 'text-right',
        className,
      )}
    />
  )
}

export function Td({ numeric, className, ...rest }: CellProps) {
  return (
    <td
      {...rest}
      className={cx(
        'px-3 py-2 first:pl-4 last:pr-4',
        numeric && 'text-right whitespace-nowrap tabular-nums',
        className,
      )}
    />
  )
}

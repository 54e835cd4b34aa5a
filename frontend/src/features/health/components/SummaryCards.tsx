import { CircleCheck, CircleDashed, CircleX, Server } from 'lucide-react'
import { count } from '@/lib/format'
import { cx } from '@/lib/cx'
import type { HealthDashboard } from '../api/get-health-dashboard'

export function SummaryCards({ summary }: { summary: HealthDashboard['summary'] }) {
  const cards = [
    { label: 'Total', hint: 'providers', value: summary.total, icon: Server, tone: 'text-muted' },
    { label: 'Healthy', hint: 'circuit closed', value: summary.healthy, icon: CircleCheck, tone: 'text-ok' },
    { label: 'Unhealthy', hint: 'circuit open', value: summary.unhealthy, icon: CircleX, tone: 'text-bad' },
    {
      label: 'Testing',
      hint: 'circuit half-open',
      value: summary.testing,
      icon: CircleDashed,
      tone: 'text-warn',
    },
  ]
  return (
    <ul className="grid grid-cols-2 gap-3 lg:grid-cols-4">
      {cards.map(({ label, hint, value, icon: Icon, tone }) => (
        <li
          key={label}
          className="bg-surface shadow-card flex items-center gap-3.5 rounded-lg border px-4 py-3.5"
        >
          <Icon aria-hidden className={cx('size-5 shrink-0', value > 0 ? tone : 'text-muted opacity-50')} />
          <div className="min-w-0">
            <p className="text-xs">
              <span className="font-medium">{label}</span>{' '}
              <span className="text-muted max-sm:sr-only">{hint}</span>
            </p>
            <p
              className={cx(
                'text-2xl leading-tight font-semibold tracking-tight',
                value > 0 && label !== 'Total' && tone,
              )}
            >
              {count(value)}
            </p>
          </div>
        </li>
      ))}
    </ul>
  )
}

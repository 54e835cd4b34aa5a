import { ArrowDownRight, ArrowRight, ArrowUpRight, type LucideIcon } from 'lucide-react'
import { cx } from '@/lib/cx'
import { Skeleton } from '@/ui/States'
import type { HomeKpis } from '../api/get-home-kpis'
import { kpiCards, type KpiCard } from '../model/kpi'

const arrows: Record<string, LucideIcon> = { up: ArrowUpRight, down: ArrowDownRight, flat: ArrowRight }
const tones = { good: 'text-ok', bad: 'text-bad', neutral: 'text-muted' }
const grid = 'grid grid-cols-2 gap-3 lg:auto-cols-fr lg:grid-flow-col lg:grid-cols-none'

export function KpiCards({ kpis, stale }: { kpis: HomeKpis; stale: boolean }) {
  return (
    <ul className={cx(grid, 'transition-opacity', stale && 'opacity-60')}>
      {kpiCards(kpis).map((card) => (
        <Kpi key={card.key} card={card} />
      ))}
    </ul>
  )
}

function Kpi({ card }: { card: KpiCard }) {
  const Arrow = arrows[card.trend] ?? ArrowRight
  return (
    <li className="bg-surface shadow-card min-w-0 rounded-lg border px-4 py-3.5">
      <p className="text-muted truncate text-xs font-medium">{card.label}</p>
      <p title={card.exact} className="mt-1 truncate text-2xl font-semibold tracking-tight tabular-nums">
        {card.value}
      </p>
      {card.change === null ? (
        <p className="text-muted mt-1 text-xs">No earlier data</p>
      ) : (
        <p className={cx('mt-1 flex items-center gap-1 text-xs font-medium', tones[card.tone])}>
          <Arrow aria-label={card.trend} className="size-3.5 shrink-0" />
          {card.change}
          <span className="text-muted truncate font-normal">vs before</span>
        </p>
      )}
    </li>
  )
}

export function KpiSkeleton() {
  return (
    <div role="status" aria-label="Loading" className={grid}>
      {Array.from({ length: 4 }, (_, each) => (
        <Skeleton key={each} className="h-26" />
      ))}
    </div>
  )
}

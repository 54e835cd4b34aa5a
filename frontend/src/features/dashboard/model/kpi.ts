import { duration, percent, shortCount, count, usd } from '@/lib/format'
import type { HomeKpis, Kpi } from '../api/get-home-kpis'

export interface KpiCard {
  key: string
  label: string
  /** As shown. */
  value: string
  /** The exact value, for the title. */
  exact: string
  trend: Kpi['trend']
  /** Against the period before; null when there is nothing to compare with. */
  change: string | null
  /** Whether the change is welcome. */
  tone: 'good' | 'bad' | 'neutral'
}

type Maybe = number | null | undefined

/** Which direction is welcome: more latency, errors or cost is not; more requests is neither. */
type Wish = 'up' | 'down' | 'none'

const card = (
  key: string,
  label: string,
  kpi: Kpi,
  wish: Wish,
  format: (value: Maybe) => string,
  exact = format,
) => ({
  key,
  label,
  value: format(kpi.value),
  exact: exact(kpi.value),
  trend: kpi.trend,
  change: kpi.change == null ? null : signed(kpi.change),
  tone: toneOf(kpi, wish),
})

/** The cards of the home dashboard. Quality is shown only where something reports it. */
export function kpiCards(kpis: HomeKpis): KpiCard[] {
  const cards = [
    card('requests', 'Requests', kpis.total_requests, 'none', shortCount, count),
    card('latency', 'Average latency', kpis.avg_latency_ms, 'down', duration),
    card('errors', 'Error rate', kpis.error_rate, 'down', percent),
    card('cost', 'Cost', kpis.total_cost_usd, 'down', usd),
  ]
  if (kpis.avg_quality_score.value != null) {
    cards.push(
      card('quality', 'Quality score', kpis.avg_quality_score, 'up', (value) => (value ?? 0).toFixed(2)),
    )
  }
  return cards
}

function toneOf({ change, trend }: Kpi, wish: Wish): KpiCard['tone'] {
  if (change == null || trend === 'flat' || wish === 'none') return 'neutral'
  return trend === wish ? 'good' : 'bad'
}

/** +12.5 %, −3 %, 0 %; beyond a thousandfold the number says nothing more. */
function signed(change: number): string {
  const size = Math.abs(change)
  const sign = change > 0 ? '+' : change < 0 ? '−' : ''
  return size > 99_999 ? `${sign}>99,999 %` : `${sign}${size >= 1000 ? `${count(size)} %` : percent(size)}`
}

/** The percentiles as parts of the largest, for their bars; null where there is no value. */
export function latencyBars({ p50, p95, p99 }: HomeKpis['latency']) {
  const largest = Math.max(p50 ?? 0, p95 ?? 0, p99 ?? 0)
  const bar = (label: string, hint: string, ms: Maybe) => ({
    label,
    hint,
    ms,
    part: ms == null || largest === 0 ? null : ms / largest,
  })
  return [
    bar('p50', 'Half of the requests were faster', p50),
    bar('p95', '95 of 100 requests were faster', p95),
    bar('p99', '99 of 100 requests were faster', p99),
  ]
}

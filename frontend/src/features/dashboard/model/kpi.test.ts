import { describe, expect, it } from 'vitest'
import type { HomeKpis } from '../api/get-home-kpis'
import { kpiCards, latencyBars } from './kpi'

const flat = { value: 0, change: null, trend: 'flat' as const }
const unknown = { value: null, change: null, trend: 'flat' as const }
const empty: HomeKpis = {
  range: '24h',
  total_requests: flat,
  avg_latency_ms: unknown,
  error_rate: unknown,
  total_cost_usd: flat,
  avg_quality_score: unknown,
  latency: { p50: null, p95: null, p99: null },
}

const byKey = (kpis: HomeKpis) => Object.fromEntries(kpiCards(kpis).map((card) => [card.key, card]))

describe('kpiCards', () => {
  it('shows unknown as a gap and none as zero', () => {
    const cards = byKey(empty)
    expect(cards.requests?.value).toBe('0')
    expect(cards.latency?.value).toBe('–')
    expect(cards.errors?.value).toBe('–')
    expect(cards.cost?.value).toBe('$0.00')
    expect(cards.requests?.change).toBeNull()
  })

  it('calls rising latency, errors and cost bad, and falling ones good', () => {
    const up = { value: 10, change: 25, trend: 'up' as const }
    const down = { value: 10, change: -25, trend: 'down' as const }
    const rising = byKey({
      ...empty,
      avg_latency_ms: up,
      error_rate: up,
      total_cost_usd: up,
      total_requests: up,
    })
    const falling = byKey({
      ...empty,
      avg_latency_ms: down,
      error_rate: down,
      total_cost_usd: down,
      total_requests: down,
    })
    expect([rising.latency?.tone, rising.errors?.tone, rising.cost?.tone]).toEqual(['bad', 'bad', 'bad'])
    expect([falling.latency?.tone, falling.errors?.tone, falling.cost?.tone]).toEqual([
      'good',
      'good',
      'good',
    ])
    expect([rising.requests?.tone, falling.requests?.tone]).toEqual(['neutral', 'neutral'])
    expect([rising.latency?.change, falling.latency?.change]).toEqual(['+25 %', '−25 %'])
  })

  it('shows quality only where it is reported, and more of it is good', () => {
    expect(byKey(empty).quality).toBeUndefined()
    const quality = byKey({ ...empty, avg_quality_score: { value: 0.914, change: 2, trend: 'up' } }).quality
    expect(quality).toMatchObject({ value: '0.91', tone: 'good' })
  })
})

describe('latencyBars', () => {
  it('measures each against the largest and leaves gaps', () => {
    expect(latencyBars({ p50: 50, p95: 200, p99: null }).map((bar) => bar.part)).toEqual([0.25, 1, null])
    expect(latencyBars(empty.latency).map((bar) => bar.part)).toEqual([null, null, null])
  })
})

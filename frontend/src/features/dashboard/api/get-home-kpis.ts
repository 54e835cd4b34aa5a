import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query'
import { call } from '@/api/call'
import type { Range } from '@/lib/time'

export interface Kpi {
  value: number | null
  change: number | null
  trend: 'up' | 'down' | 'flat'
}

export interface HomeKpis {
  range: string
  total_requests: Kpi
  avg_latency_ms: Kpi
  error_rate: Kpi
  total_cost_usd: Kpi
  avg_quality_score: Kpi
  latency: { p50: number | null; p95: number | null; p99: number | null }
}

const fetchHomeKpis = (range: Range, signal: AbortSignal) =>
  call<HomeKpis>('GET', '/api/v1/metrics/home-kpis', { query: { range }, signal })

export const homeKpisQuery = (range: Range) =>
  queryOptions({
    queryKey: ['home-kpis', range],
    queryFn: ({ signal }) => fetchHomeKpis(range, signal),
    refetchInterval: 60_000,
    placeholderData: keepPreviousData,
  })

export const useHomeKpis = (range: Range) => useQuery(homeKpisQuery(range))

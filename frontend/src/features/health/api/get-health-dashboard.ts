import { queryOptions, useQuery } from '@tanstack/react-query'
import { call } from '@/api/call'
import type { CircuitState, Forced } from '@/lib/circuit'

export interface ProviderHealth {
  name: string
  configured: boolean
  status: 'healthy' | 'degraded' | 'failed'
  circuit: {
    state: CircuitState
    forced?: Forced | null
    since: string
    next_attempt_at?: string | null
  }
  counts: {
    total: number
    successes: number
    failures: number
    consecutive_failures: number
    rejected: number
  }
  last_error?: string | null
  last_failure_at?: string | null
  last_request_at?: string | null
}

export interface GroupMember {
  name: string
  weight: number
  active: number
  total: number
  latency_avg_ms?: number | null
  health: string
}

export interface Group {
  group_name: string
  strategy: string
  providers: GroupMember[]
}

export interface HealthDashboard {
  summary: { total: number; healthy: number; unhealthy: number; testing: number }
  providers: ProviderHealth[]
  groups: Group[]
  generated_at: string
}

const fetchHealthDashboard = (signal: AbortSignal) =>
  call<HealthDashboard>('GET', '/api/v1/admin/router/health-dashboard', { signal })

export const healthDashboardQuery = queryOptions({
  queryKey: ['health-dashboard'],
  queryFn: ({ signal }) => fetchHealthDashboard(signal),
})

/** Renewed every 10 s while `auto` is on; off, only when asked to. */
export const useHealthDashboard = (auto: boolean) =>
  useQuery({
    ...healthDashboardQuery,
    refetchInterval: auto && 10_000,
    refetchOnWindowFocus: auto,
    refetchOnReconnect: auto,
  })

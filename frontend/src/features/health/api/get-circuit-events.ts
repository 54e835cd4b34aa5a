import { queryOptions, useQuery } from '@tanstack/react-query'
import { call } from '@/api/call'
import type { CircuitState } from '@/lib/circuit'

export interface CircuitEvent {
  id: string
  provider: string
  from_state: CircuitState
  to_state: CircuitState
  reason: string
  trigger: 'user' | 'system'
  actor?: string | null
  trace_ids: string[]
  duration_ms?: number | null
  at: string
}

const fetchCircuitEvents = (provider: string, signal: AbortSignal) =>
  call<{ items: CircuitEvent[] }>('GET', '/api/v1/health/circuit-events', {
    query: { provider, limit: 50 },
    signal,
  })

export const circuitEventsQuery = (provider: string) =>
  queryOptions({
    queryKey: ['circuit-events', provider],
    queryFn: ({ signal }) => fetchCircuitEvents(provider, signal),
    refetchInterval: 10_000,
  })

export const useCircuitEvents = (provider: string) => useQuery(circuitEventsQuery(provider))

import { queryOptions, useQuery } from '@tanstack/react-query'
import { body, healthService, type HealthSchema } from '@/api/clients'

export type CircuitEvent = HealthSchema<'LedgerEntry'>

const fetchCircuitEvents = (
  provider: string,
  signal: AbortSignal,
): Promise<HealthSchema<'PageLedgerEntry'>> =>
  body(
    healthService.GET('/api/v1/health/circuit-events', {
      params: { query: { provider, limit: 50 } },
      signal,
    }),
  )

export const circuitEventsQuery = (provider: string) =>
  queryOptions({
    queryKey: ['circuit-events', provider],
    queryFn: ({ signal }) => fetchCircuitEvents(provider, signal),
    refetchInterval: 10_000,
  })

export const useCircuitEvents = (provider: string) => useQuery(circuitEventsQuery(provider))

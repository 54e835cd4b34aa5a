import { queryOptions, useQuery } from '@tanstack/react-query'
import { call } from '@/api/call'

export interface Circuit {
  name: string
  state: string
  forced?: string | null
  failures: number
  successes: number
  consecutive_failures: number
  rejected: number
  since: string
  next_attempt_at?: string | null
}

const fetchCircuits = (signal: AbortSignal) =>
  call<{ items: Circuit[] }>('GET', '/api/v1/admin/router/circuit-breakers', {
    query: { limit: 500 },
    signal,
  })

export const circuitsQuery = queryOptions({
  queryKey: ['circuit-breakers'],
  queryFn: ({ signal }) => fetchCircuits(signal),
  refetchInterval: 10_000,
})

export const useCircuits = () => useQuery(circuitsQuery)

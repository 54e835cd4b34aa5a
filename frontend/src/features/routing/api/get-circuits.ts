import { queryOptions, useQuery } from '@tanstack/react-query'
import { body, routerService, type RouterSchema } from '@/api/clients'

const fetchCircuits = (signal: AbortSignal): Promise<RouterSchema<'PageCircuitView'>> =>
  body(
    routerService.GET('/api/v1/admin/router/circuit-breakers', { params: { query: { limit: 500 } }, signal }),
  )

export const circuitsQuery = queryOptions({
  queryKey: ['circuit-breakers'],
  queryFn: ({ signal }) => fetchCircuits(signal),
  refetchInterval: 10_000,
})

export const useCircuits = () => useQuery(circuitsQuery)

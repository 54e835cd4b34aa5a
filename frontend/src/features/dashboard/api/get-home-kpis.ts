import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query'
import { body, queryService, type QuerySchema } from '@/api/clients'
import type { Range } from '@/lib/time'

export type HomeKpis = QuerySchema<'HomeKpis'>
export type Kpi = QuerySchema<'Kpi'>

const fetchHomeKpis = (range: Range, signal: AbortSignal): Promise<HomeKpis> =>
  body(queryService.GET('/api/v1/metrics/home-kpis', { params: { query: { range } }, signal }))

export const homeKpisQuery = (range: Range) =>
  queryOptions({
    queryKey: ['home-kpis', range],
    queryFn: ({ signal }) => fetchHomeKpis(range, signal),
    refetchInterval: 60_000,
    placeholderData: keepPreviousData,
  })

export const useHomeKpis = (range: Range) => useQuery(homeKpisQuery(range))

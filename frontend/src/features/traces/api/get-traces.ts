import { infiniteQueryOptions, keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { body, queryService, type QuerySchema } from '@/api/clients'
import type { TraceFilters } from '../model/filters'

const fetchTraces = (
  filters: TraceFilters,
  cursor: string | undefined,
  signal: AbortSignal,
): Promise<QuerySchema<'PageTraceItem'>> =>
  body(queryService.GET('/api/v1/traces', { params: { query: { ...filters, limit: 50, cursor } }, signal }))

/** Pages of traces. They are not renewed by themselves: a cursor fixes what its list shows. */
export const tracesQuery = (filters: TraceFilters) =>
  infiniteQueryOptions({
    queryKey: ['traces', filters],
    queryFn: ({ pageParam, signal }) => fetchTraces(filters, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    placeholderData: keepPreviousData,
    refetchOnWindowFocus: false,
  })

export const useTraces = (filters: TraceFilters) => useInfiniteQuery(tracesQuery(filters))

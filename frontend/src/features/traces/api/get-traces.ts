import { infiniteQueryOptions, keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { call } from '@/api/call'
import type { TraceItem } from '@/api/trace-item'
import type { TraceFilters } from '../model/filters'

interface TracePage {
  items: TraceItem[]
  next_cursor?: string | null
}

const fetchTraces = (filters: TraceFilters, cursor: string | undefined, signal: AbortSignal) =>
  call<TracePage>('GET', '/api/v1/traces', { query: { ...filters, limit: 50, cursor }, signal })

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

import { queryOptions, useQuery } from '@tanstack/react-query'
import { call } from '@/api/call'
import type { TraceItem } from '@/api/trace-item'

const fetchActivity = (signal: AbortSignal) =>
  call<{ items: TraceItem[] }>('GET', '/api/v1/activity/stream', { query: { limit: 25 }, signal })

export const activityQuery = queryOptions({
  queryKey: ['activity'],
  queryFn: ({ signal }) => fetchActivity(signal),
  refetchInterval: 30_000,
})

export const useActivity = () => useQuery(activityQuery)

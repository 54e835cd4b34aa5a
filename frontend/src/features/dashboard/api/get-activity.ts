import { queryOptions, useQuery } from '@tanstack/react-query'
import { body, queryService, type QuerySchema } from '@/api/clients'

const fetchActivity = (signal: AbortSignal): Promise<QuerySchema<'PageTraceItem'>> =>
  body(queryService.GET('/api/v1/activity/stream', { params: { query: { limit: 25 } }, signal }))

export const activityQuery = queryOptions({
  queryKey: ['activity'],
  queryFn: ({ signal }) => fetchActivity(signal),
  refetchInterval: 30_000,
})

export const useActivity = () => useQuery(activityQuery)

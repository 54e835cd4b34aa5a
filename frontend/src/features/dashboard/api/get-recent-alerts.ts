import { queryOptions, useQuery } from '@tanstack/react-query'
import { body, queryService, type QuerySchema } from '@/api/clients'

export type Alert = QuerySchema<'Alert'>

const fetchRecentAlerts = (signal: AbortSignal): Promise<QuerySchema<'PageAlert'>> =>
  body(queryService.GET('/api/v1/alerts/recent', { params: { query: { limit: 20 } }, signal }))

export const recentAlertsQuery = queryOptions({
  queryKey: ['alerts', 'recent'],
  queryFn: ({ signal }) => fetchRecentAlerts(signal),
  refetchInterval: 60_000,
})

export const useRecentAlerts = () => useQuery(recentAlertsQuery)

import { queryOptions, useQuery } from '@tanstack/react-query'
import { call } from '@/api/call'

export interface Alert {
  id: string
  severity: 'info' | 'warning' | 'critical'
  title: string
  message: string
  service?: string | null
  provider?: string | null
  count: number
  first_seen: string
  last_seen: string
  trace_id: string
}

const fetchRecentAlerts = (signal: AbortSignal) =>
  call<{ items: Alert[] }>('GET', '/api/v1/alerts/recent', { query: { limit: 20 }, signal })

export const recentAlertsQuery = queryOptions({
  queryKey: ['alerts', 'recent'],
  queryFn: ({ signal }) => fetchRecentAlerts(signal),
  refetchInterval: 60_000,
})

export const useRecentAlerts = () => useQuery(recentAlertsQuery)

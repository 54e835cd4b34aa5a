import { queryOptions, useQuery } from '@tanstack/react-query'
import { body, healthService, type HealthSchema } from '@/api/clients'

export type HealthDashboard = HealthSchema<'HealthDashboard'>
export type ProviderHealth = HealthSchema<'Provider'>
export type Group = HealthSchema<'Group'>

const fetchHealthDashboard = (signal: AbortSignal): Promise<HealthDashboard> =>
  body(healthService.GET('/api/v1/admin/router/health-dashboard', { signal }))

export const healthDashboardQuery = queryOptions({
  queryKey: ['health-dashboard'],
  queryFn: ({ signal }) => fetchHealthDashboard(signal),
})

/**
 * Renewed while `auto` is on: every 10 s, or each minute where live updates say what changes. Off, only when asked to.
 */
export const useHealthDashboard = (auto: boolean, live: boolean) =>
  useQuery({
    ...healthDashboardQuery,
    refetchInterval: auto && (live ? 60_000 : 10_000),
    refetchOnWindowFocus: auto,
    refetchOnReconnect: auto,
  })

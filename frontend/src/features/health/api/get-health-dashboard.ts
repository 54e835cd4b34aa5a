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

/** Renewed every 10 s while `auto` is on; off, only when asked to. */
export const useHealthDashboard = (auto: boolean) =>
  useQuery({
    ...healthDashboardQuery,
    refetchInterval: auto && 10_000,
    refetchOnWindowFocus: auto,
    refetchOnReconnect: auto,
  })

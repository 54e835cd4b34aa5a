import { queryOptions, useQuery } from '@tanstack/react-query'
import { body, healthService, type HealthSchema } from '@/api/clients'
import { ApiError } from '@/api/problem'
import { backoffMs } from '../model/status'

export type SuiteHealth = HealthSchema<'SuiteHealth'>

/** An unhealthy suite answers 503 with the same document: that is news, not a failure of the call. */
async function fetchSuiteHealth(signal: AbortSignal): Promise<SuiteHealth> {
  try {
    return await body(healthService.GET('/api/health', { signal }))
  } catch (error) {
    const body = error instanceof ApiError ? (error.body as Partial<SuiteHealth> | null) : null
    if (body?.components) return body as SuiteHealth
    throw error
  }
}

export const suiteHealthQuery = queryOptions({
  queryKey: ['suite-health'],
  queryFn: ({ signal }) => fetchSuiteHealth(signal),
  refetchInterval: 30_000,
  // Asked again for as long as no answer comes, each time a little later.
  retry: true,
  retryDelay: backoffMs,
})

export const useSuiteHealth = () => useQuery(suiteHealthQuery)

import { queryOptions, useQuery } from '@tanstack/react-query'
import { call } from '@/api/call'
import { ApiError } from '@/api/problem'
import { backoffMs } from '../model/status'

export interface Component {
  status: 'healthy' | 'degraded' | 'unhealthy'
  error?: string | null
  checked_at: string
  response_time_ms?: number | null
}

export interface SuiteHealth {
  name: string
  version: string
  status: 'healthy' | 'degraded' | 'unhealthy'
  components: Record<string, Component>
}

/** An unhealthy suite answers 503 with the same document: that is news, not a failure of the call. */
async function fetchSuiteHealth(signal: AbortSignal): Promise<SuiteHealth> {
  try {
    return await call<SuiteHealth>('GET', '/api/health', { signal })
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

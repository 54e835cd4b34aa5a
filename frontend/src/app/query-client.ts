import { QueryClient } from '@tanstack/react-query'
import { ApiError } from '@/api/problem'

/** Only what may pass by itself is worth asking again: no answer, an overload, a part that is away. */
export function worthRetrying(failures: number, error: unknown): boolean {
  if (failures >= 2 || !(error instanceof ApiError)) return false
  return error.unreachable || error.status === 429 || error.status >= 502
}

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        retry: worthRetrying,
        retryDelay: (failures, error) =>
          Math.min((error instanceof ApiError ? error.retryAfterMs : null) ?? 500 * 2 ** failures, 10_000),
        staleTime: 5_000,
        // A suite on this machine answers even when the browser believes to be offline.
        networkMode: 'always',
      },
      mutations: { networkMode: 'always' },
    },
  })
}

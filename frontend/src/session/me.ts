import { queryOptions, useSuspenseQuery } from '@tanstack/react-query'
import { call } from '@/api/call'

export interface Me {
  user: { id: string; email: string; full_name: string }
  workspace: { id: string; name: string; role: string }
  workspaces: { id: string; name: string; role: string }[]
  role: string
  permissions: string[]
}

export type Permission =
  | 'ROUTER_VIEW'
  | 'QUERY_VIEW'
  | 'ACTION_VIEW'
  | 'ACTION_EXECUTE'
  | 'ROUTER_MANAGE'
  | 'ACTION_APPROVE'
  | 'ADMIN'

const fetchMe = (signal: AbortSignal) => call<Me>('GET', '/api/v1/auth/me', { signal })

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => fetchMe(signal),
  staleTime: 60_000,
})

/** The signed-in user; the protected routes have loaded it before anything below them is drawn. */
export function useMe(): Me {
  return useSuspenseQuery(meQuery).data
}

/** Whether the user's role allows it. The services decide; this only spares the reader a refusal. */
export function useCan(permission: Permission): boolean {
  return useMe().permissions.includes(permission)
}

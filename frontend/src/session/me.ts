import { queryOptions, useSuspenseQuery } from '@tanstack/react-query'
import { body, gateway, type GatewaySchema } from '@/api/clients'

export type Me = GatewaySchema<'Me'>
export type Permission = Me['permissions'][number]

const fetchMe = (signal: AbortSignal): Promise<Me> => body(gateway.GET('/api/v1/auth/me', { signal }))

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

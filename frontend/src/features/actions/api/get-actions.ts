import { infiniteQueryOptions, queryOptions, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { actionEngine, body, type ActionSchema } from '@/api/clients'
import { isUnderWay } from '../model/status'

export type Action = ActionSchema<'Action'>

const fetchActions = (cursor: string | undefined, signal: AbortSignal): Promise<ActionSchema<'PageAction'>> =>
  body(actionEngine.GET('/api/v1/actions', { params: { query: { limit: 25, cursor } }, signal }))

const fetchAction = (id: string, signal: AbortSignal): Promise<Action> =>
  body(actionEngine.GET('/api/v1/actions/{id}', { params: { path: { id } }, signal }))

/** How often to look while something is under way, and while nothing is; in milliseconds. */
const pace = (busy: boolean) => (busy ? 1_500 : 15_000)

export const actionsQuery = infiniteQueryOptions({
  queryKey: ['actions'],
  queryFn: ({ pageParam, signal }) => fetchActions(pageParam, signal),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.next_cursor ?? undefined,
  refetchInterval: ({ state }) =>
    pace(state.data?.pages.some((page) => page.items.some((action) => isUnderWay(action.status))) ?? false),
})

export const useActions = () => useInfiniteQuery(actionsQuery)

export const actionQuery = (id: string) =>
  queryOptions({
    queryKey: ['action', id],
    queryFn: ({ signal }) => fetchAction(id, signal),
    refetchInterval: ({ state }) => pace(state.data !== undefined && isUnderWay(state.data.status)),
  })

export const useAction = (id: string) => useQuery(actionQuery(id))

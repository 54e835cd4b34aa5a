import { infiniteQueryOptions, queryOptions, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { call } from '@/api/call'
import { isUnderWay, type ActionStatus } from '../model/status'

export interface Action {
  action_id: string
  type: string
  status: ActionStatus
  service_name: string
  target_type: string
  kind?: string | null
  namespace?: string | null
  reason: string
  message?: string | null
  requested_by?: string | null
  created_at: string
  updated_at: string
}

interface ActionPage {
  items: Action[]
  next_cursor?: string | null
}

const fetchActions = (cursor: string | undefined, signal: AbortSignal) =>
  call<ActionPage>('GET', '/api/v1/actions', { query: { limit: 25, cursor }, signal })

const fetchAction = (id: string, signal: AbortSignal) =>
  call<Action>('GET', `/api/v1/actions/${encodeURIComponent(id)}`, { signal })

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

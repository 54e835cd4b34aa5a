import { infiniteQueryOptions, queryOptions, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { call } from '@/api/call'
import type { ActionType } from '../model/request'
import { isUnderWay, type ActionStatus } from '../model/status'

export interface Sizing {
  replicas?: number | null
  min_replicas?: number | null
  max_replicas?: number | null
}

export interface Action {
  action_id: string
  type: ActionType
  status: ActionStatus
  detail?: string | null
  target: {
    service_name: string
    target_type: string
    kind?: string | null
    cluster_name?: string | null
    namespace?: string | null
    region?: string | null
    project?: string | null
    simulated: boolean
  }
  requested?: Sizing | null
  previous?: Sizing | null
  reason: string
  dry_run: boolean
  plan: { object: string; field: string; from?: string | null; to: string }[]
  revert_of?: string | null
  reverted_by?: string | null
  requested_by: string
  decided_by?: string | null
  created_at: string
  started_at?: string | null
  finished_at?: string | null
  revertible: boolean
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

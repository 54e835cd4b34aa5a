import { queryOptions, useMutation, useQuery } from '@tanstack/react-query'
import { call, respond } from '@/api/call'
import { useRoutingChanged, type Versioned } from './providers'

export interface PoolMember {
  name: string
  model?: string | null
  weight: number
  priority: number
  configured: boolean
}

export interface Pool {
  group_name: string
  models: string[]
  providers: PoolMember[]
  strategy: string
  retry: Record<string, unknown>
  timeouts: Record<string, unknown>
  fallback: string[]
  revision: number
}

export interface PoolInput {
  group_name: string
  models: string[]
  providers: { name: string; model?: string; weight: number; priority?: number }[]
  strategy: string
  retry?: Record<string, unknown>
  timeouts?: Record<string, unknown>
  fallback: string[]
}

const base = '/api/v1/admin/router/load-balancer/pools'
const path = (name: string) => `${base}/${encodeURIComponent(name)}`

const fetchPools = (signal: AbortSignal) =>
  call<{ items: Pool[] }>('GET', base, { query: { limit: 500 }, signal })

async function fetchPool(name: string, signal: AbortSignal): Promise<Versioned<Pool>> {
  const response = await respond('GET', path(name), { signal })
  return { value: (await response.json()) as Pool, etag: response.headers.get('etag') }
}

const createPool = (pool: PoolInput) => call<Pool>('POST', base, { body: pool })

const replacePool = ({ pool, etag }: { pool: PoolInput; etag: string | null }) =>
  call<Pool>('PUT', path(pool.group_name), { body: pool, headers: etag === null ? {} : { 'If-Match': etag } })

const deletePool = (name: string) => call<void>('DELETE', path(name))

export const poolsQuery = queryOptions({
  queryKey: ['pools'],
  queryFn: ({ signal }) => fetchPools(signal),
})

export const poolQuery = (name: string) =>
  queryOptions({
    queryKey: ['pools', name],
    queryFn: ({ signal }) => fetchPool(name, signal),
    // An edit starts from what is stored now.
    staleTime: 0,
    gcTime: 0,
  })

export const usePools = () => useQuery(poolsQuery)

export const usePool = (name: string) => useQuery(poolQuery(name))

export const useCreatePool = () => useMutation({ mutationFn: createPool, onSuccess: useRoutingChanged() })

export const useReplacePool = () => useMutation({ mutationFn: replacePool, onSuccess: useRoutingChanged() })

export const useDeletePool = () => useMutation({ mutationFn: deletePool, onSuccess: useRoutingChanged() })

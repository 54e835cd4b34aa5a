import { queryOptions, useMutation, useQuery } from '@tanstack/react-query'
import {
  body,
  routerService,
  versioned,
  type RouterInput,
  type RouterSchema,
  type Versioned,
} from '@/api/clients'
import { useRoutingChanged } from './providers'

export type Pool = RouterSchema<'PoolView'>

const base = '/api/v1/admin/router/load-balancer/pools'
const one = `${base}/{groupName}` as const

const fetchPools = (signal: AbortSignal): Promise<RouterSchema<'PagePoolView'>> =>
  body(routerService.GET(base, { params: { query: { limit: 500 } }, signal }))

const fetchPool = (groupName: string, signal: AbortSignal): Promise<Versioned<Pool>> =>
  versioned(routerService.GET(one, { params: { path: { groupName } }, signal }))

const createPool = (input: RouterInput<'PoolDocument'>) => body(routerService.POST(base, { body: input }))

interface Replacing {
  groupName: string
  input: RouterInput<'PoolDocument'>
  etag: string | undefined
}

const replacePool = ({ groupName, input, etag }: Replacing) =>
  body(routerService.PUT(one, { params: { path: { groupName }, header: { 'If-Match': etag } }, body: input }))

const deletePool = (groupName: string) => routerService.DELETE(one, { params: { path: { groupName } } })

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

import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import {
  body,
  routerService,
  versioned,
  type RouterInput,
  type RouterSchema,
  type Versioned,
} from '@/api/clients'

export type Provider = RouterSchema<'ProviderView'>

const base = '/api/v1/admin/router/providers'
const one = `${base}/{name}` as const

const fetchProviders = (signal: AbortSignal): Promise<RouterSchema<'PageProviderView'>> =>
  body(routerService.GET(base, { params: { query: { limit: 500 } }, signal }))

const fetchProvider = (name: string, signal: AbortSignal): Promise<Versioned<Provider>> =>
  versioned(routerService.GET(one, { params: { path: { name } }, signal }))

const createProvider = (input: RouterInput<'ProviderDocument'>) =>
  body(routerService.POST(base, { body: input }))

interface Replacing {
  name: string
  input: RouterInput<'ProviderDocument'>
  etag: string | undefined
}

const replaceProvider = ({ name, input, etag }: Replacing) =>
  body(routerService.PUT(one, { params: { path: { name }, header: { 'If-Match': etag } }, body: input }))

const deleteProvider = ({ name, force }: { name: string; force: boolean }) =>
  routerService.DELETE(one, { params: { path: { name }, query: { force } } })

const testProvider = (name: string): Promise<RouterSchema<'TestResult'>> =>
  body(routerService.POST(`${base}/{name}/test`, { params: { path: { name } } }))

export const providersQuery = queryOptions({
  queryKey: ['providers'],
  queryFn: ({ signal }) => fetchProviders(signal),
})

export const providerQuery = (name: string) =>
  queryOptions({
    queryKey: ['providers', name],
    queryFn: ({ signal }) => fetchProvider(name, signal),
    // An edit starts from what is stored now.
    staleTime: 0,
    gcTime: 0,
  })

export const useProviders = () => useQuery(providersQuery)

export const useProvider = (name: string) => useQuery(providerQuery(name))

export const useTestProvider = () => useMutation({ mutationFn: testProvider })

export const useCreateProvider = () =>
  useMutation({ mutationFn: createProvider, onSuccess: useRoutingChanged() })

export const useReplaceProvider = () =>
  useMutation({ mutationFn: replaceProvider, onSuccess: useRoutingChanged() })

export const useDeleteProvider = () =>
  useMutation({ mutationFn: deleteProvider, onSuccess: useRoutingChanged() })

/** Providers, pools and circuits hang together: a change of one shows in the others. */
export function useRoutingChanged() {
  const queries = useQueryClient()
  return () =>
    Promise.all(
      ['providers', 'pools', 'circuit-breakers', 'health-dashboard'].map((key) =>
        queries.invalidateQueries({ queryKey: [key] }),
      ),
    )
}

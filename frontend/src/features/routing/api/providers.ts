import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call, respond } from '@/api/call'

export interface Provider {
  name: string
  type: string
  base_url: string
  models: string[]
  api_key_set: boolean
  prices: Record<string, unknown>
  timeouts: Record<string, unknown>
  revision: number
}

/** What a provider is created or replaced by; a key that is left out is kept. */
export interface ProviderInput {
  name: string
  type: string
  base_url: string
  api_key?: string
  models: string[]
  prices?: Record<string, unknown>
  timeouts?: Record<string, unknown>
}

export interface Versioned<T> {
  value: T
  /** What to send back as If-Match, so that nobody's change is overwritten unseen. */
  etag: string | null
}

const base = '/api/v1/admin/router/providers'
const path = (name: string) => `${base}/${encodeURIComponent(name)}`

const fetchProviders = (signal: AbortSignal) =>
  call<{ items: Provider[] }>('GET', base, { query: { limit: 500 }, signal })

async function fetchProvider(name: string, signal: AbortSignal): Promise<Versioned<Provider>> {
  const response = await respond('GET', path(name), { signal })
  return { value: (await response.json()) as Provider, etag: response.headers.get('etag') }
}

const createProvider = (input: ProviderInput) => call<Provider>('POST', base, { body: input })

const replaceProvider = ({ input, etag }: { input: ProviderInput; etag: string | null }) =>
  call<Provider>('PUT', path(input.name), { body: input, headers: etag === null ? {} : { 'If-Match': etag } })

const deleteProvider = ({ name, force }: { name: string; force: boolean }) =>
  call<void>('DELETE', path(name), { query: force ? { force: true } : {} })

const testProvider = (name: string) =>
  call<{ success: boolean; latency_ms: number; error?: string | null }>('POST', `${path(name)}/test`)

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

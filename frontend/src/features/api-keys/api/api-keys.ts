import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '@/api/call'
import type { Scope } from '../model/new-key'

export interface ApiKey {
  id: string
  name: string
  prefix: string
  scopes: Scope[]
  created_at: string
  expires_at?: string | null
  last_used_at?: string | null
}

export interface NewApiKey {
  name: string
  scopes: Scope[]
  expires_at?: string
}

/** The one answer that carries the key itself. */
export interface CreatedApiKey extends ApiKey {
  key: string
}

const fetchApiKeys = (signal: AbortSignal) =>
  call<{ items: ApiKey[] }>('GET', '/api/v1/api-keys', { query: { limit: 500 }, signal })

const createApiKey = (key: NewApiKey) => call<CreatedApiKey>('POST', '/api/v1/api-keys', { body: key })

const deleteApiKey = (id: string) => call<void>('DELETE', `/api/v1/api-keys/${encodeURIComponent(id)}`)

export const apiKeysQuery = queryOptions({
  queryKey: ['api-keys'],
  queryFn: ({ signal }) => fetchApiKeys(signal),
})

export const useApiKeys = () => useQuery(apiKeysQuery)

export function useCreateApiKey() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: createApiKey,
    onSuccess: () => queries.invalidateQueries({ queryKey: apiKeysQuery.queryKey }),
    // The key must not outlive its dialog.
    gcTime: 0,
  })
}

export function useDeleteApiKey() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: deleteApiKey,
    onSuccess: () => queries.invalidateQueries({ queryKey: apiKeysQuery.queryKey }),
  })
}

import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { body, gateway, type GatewayInput, type GatewaySchema } from '@/api/clients'

export type ApiKey = GatewaySchema<'ApiKey'>

const fetchApiKeys = (signal: AbortSignal): Promise<GatewaySchema<'PageApiKey'>> =>
  body(gateway.GET('/api/v1/api-keys', { params: { query: { limit: 500 } }, signal }))

/** The one call whose answer carries the key itself. */
const createApiKey = (key: GatewayInput<'NewApiKey'>) => body(gateway.POST('/api/v1/api-keys', { body: key }))

const deleteApiKey = (id: string) => gateway.DELETE('/api/v1/api-keys/{id}', { params: { path: { id } } })

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

import { queryOptions, useQuery } from '@tanstack/react-query'
import { call } from '@/api/call'

export interface Target {
  service_name: string
  target_type: 'kubernetes' | 'gke' | 'cloud_run'
  kind: string
  cluster_name?: string | null
  namespace?: string | null
  region?: string | null
  project?: string | null
  replicas: number
  ready_replicas: number
  simulated: boolean
  actions: string[]
}

const fetchTargets = (signal: AbortSignal) => call<{ items: Target[] }>('GET', '/api/v1/targets', { signal })

export const targetsQuery = queryOptions({
  queryKey: ['targets'],
  queryFn: ({ signal }) => fetchTargets(signal),
  refetchInterval: 10_000,
})

export const useTargets = () => useQuery(targetsQuery)

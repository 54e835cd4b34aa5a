import { queryOptions, useQuery } from '@tanstack/react-query'
import { call } from '@/api/call'
import type { ActionType } from '../model/request'

export interface Target {
  service_name: string
  target_type: 'kubernetes' | 'gke' | 'cloud_run'
  kind: string
  cluster_name: string
  namespace: string
  replicas: number
  ready: number
  updated: number
  available: number
  rollout: string
  detail: string
  autoscaler?: { name: string; min_replicas: number; max_replicas: number } | null
  simulated: boolean
  requires_approval: boolean
  actions: ActionType[]
}

export interface Cluster {
  cluster_name: string
  simulated: boolean
  reachable: boolean
  error?: string | null
}

export interface TargetList {
  items: Target[]
  clusters: Cluster[]
}

const fetchTargets = (signal: AbortSignal) => call<TargetList>('GET', '/api/v1/targets', { signal })

export const targetsQuery = queryOptions({
  queryKey: ['targets'],
  queryFn: ({ signal }) => fetchTargets(signal),
  refetchInterval: 5_000,
})

export const useTargets = () => useQuery(targetsQuery)

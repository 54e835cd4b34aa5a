import { queryOptions, useQuery } from '@tanstack/react-query'
import { actionEngine, body, type ActionSchema } from '@/api/clients'

export type Target = ActionSchema<'ActionableTarget'>
export type TargetList = ActionSchema<'TargetList'>

const fetchTargets = (signal: AbortSignal): Promise<TargetList> =>
  body(actionEngine.GET('/api/v1/targets', { signal }))

export const targetsQuery = queryOptions({
  queryKey: ['targets'],
  queryFn: ({ signal }) => fetchTargets(signal),
  refetchInterval: 5_000,
})

export const useTargets = () => useQuery(targetsQuery)

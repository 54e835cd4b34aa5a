import { queryOptions, useQuery } from '@tanstack/react-query'
import { body, queryService, type QuerySchema } from '@/api/clients'

export type Span = QuerySchema<'SpanNode'>
export type TraceDetail = QuerySchema<'TraceDetail'>

const fetchTrace = (traceId: string, signal: AbortSignal): Promise<TraceDetail> =>
  body(queryService.GET('/api/v1/traces/{trace_id}', { params: { path: { trace_id: traceId } }, signal }))

export const traceQuery = (traceId: string) =>
  queryOptions({
    queryKey: ['trace', traceId],
    queryFn: ({ signal }) => fetchTrace(traceId, signal),
    staleTime: 30_000,
  })

export const useTrace = (traceId: string) => useQuery(traceQuery(traceId))

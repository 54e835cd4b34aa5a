import { queryOptions, useQuery } from '@tanstack/react-query'
import { call } from '@/api/call'
import type { TraceItem } from '@/api/trace-item'

export interface Span {
  span_id: string
  name: string
  service: string
  kind: string
  status: 'ok' | 'error'
  error?: string | null
  started_at: string
  duration_ms: number
  attributes: Record<string, unknown>
  children: Span[]
}

export interface TraceDetail extends TraceItem {
  spans: Span[]
}

const fetchTrace = (traceId: string, signal: AbortSignal) =>
  call<TraceDetail>('GET', `/api/v1/traces/${encodeURIComponent(traceId)}`, { signal })

export const traceQuery = (traceId: string) =>
  queryOptions({
    queryKey: ['trace', traceId],
    queryFn: ({ signal }) => fetchTrace(traceId, signal),
    staleTime: 30_000,
  })

export const useTrace = (traceId: string) => useQuery(traceQuery(traceId))

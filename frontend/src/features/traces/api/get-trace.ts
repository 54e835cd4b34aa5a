import { queryOptions, useQuery } from '@tanstack/react-query'
import { call } from '@/api/call'
import type { TraceItem } from '@/api/trace-item'

export interface Span {
  span_id: string
  name: string
  service: string
  kind: string
  status: 'ok' | 'error'
  role: string
  error_type?: string | null
  status_message?: string | null
  started_at: string
  duration_ms: number
  time_to_first_token_ms?: number | null
  attributes: Record<string, unknown>
  children: Span[]
}

export interface TraceDetail extends TraceItem {
  error?: string | null
  circuit_events: { provider?: string | null; state: string; span_id: string; at: string }[]
  spans: Span[]
  span_count: number
  spans_truncated: boolean
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

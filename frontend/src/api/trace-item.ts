export interface TraceItem {
  trace_id: string
  name: string
  service: string
  provider?: string | null
  model?: string | null
  status: 'ok' | 'error'
  started_at: string
  duration_ms: number
  input_tokens?: number | null
  output_tokens?: number | null
  cost_usd?: number | null
  attempts?: number | null
}

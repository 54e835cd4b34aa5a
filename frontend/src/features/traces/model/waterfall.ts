import type { Span } from '../api/get-trace'

export interface WaterfallRow {
  span: Span
  depth: number
  /** Where the bar begins and how long it is, in percent of the whole trace. */
  left: number
  width: number
}

/** The spans as they are drawn: parents before children, each with its place on the trace's time axis. */
export function waterfall(roots: readonly Span[]): { rows: WaterfallRow[]; totalMs: number } {
  const flat: { span: Span; depth: number; start: number; end: number }[] = []
  const visit = (span: Span, depth: number) => {
    const start = Date.parse(span.started_at)
    flat.push({ span, depth, start, end: start + span.duration_ms })
    byStart(span.children).forEach((child) => visit(child, depth + 1))
  }
  byStart(roots).forEach((root) => visit(root, 0))

  const begin = Math.min(...flat.map((each) => each.start))
  const totalMs = flat.length === 0 ? 0 : Math.max(...flat.map((each) => each.end)) - begin
  const part = (ms: number) => (totalMs === 0 ? 0 : (100 * ms) / totalMs)
  const rows = flat.map(({ span, depth, start, end }) => ({
    span,
    depth,
    left: part(start - begin),
    width: totalMs === 0 ? 100 : part(end - start),
  }))
  return { rows, totalMs }
}

const byStart = (spans: readonly Span[]) =>
  [...spans].sort((a, b) => Date.parse(a.started_at) - Date.parse(b.started_at))

/** Four moments of the time axis, in milliseconds from its start. */
export function axis(totalMs: number): number[] {
  return [0, 0.25, 0.5, 0.75].map((part) => part * totalMs)
}

/** Why a span failed: its type of error and what its sender said; null for one that did not. */
export function failureOf({
  error_type,
  status_message,
}: Pick<Span, 'error_type' | 'status_message'>): string | null {
  const parts = [error_type, status_message].filter((part) => part != null && part !== '')
  return parts.length > 0 ? parts.join(': ') : null
}

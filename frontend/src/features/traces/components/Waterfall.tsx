import { useState } from 'react'
import { ChevronRight } from 'lucide-react'
import { cx } from '@/lib/cx'
import { count, duration, plural } from '@/lib/format'
import { Card } from '@/ui/Card'
import type { Span, TraceDetail } from '../api/get-trace'
import { axis, failureOf, waterfall, type WaterfallRow } from '../model/waterfall'

/** Beside each other where there is room; on a phone, the bar below the name. */
const columns = 'grid sm:grid-cols-[minmax(9rem,19rem)_minmax(0,1fr)]'

/** The spans of a trace on one time axis; a span opens to show its attributes. */
export function Waterfall({
  trace,
}: {
  trace: Pick<TraceDetail, 'spans' | 'span_count' | 'spans_truncated'>
}) {
  const { rows, totalMs } = waterfall(trace.spans)
  const hint = trace.spans_truncated
    ? `the first ${count(rows.length)} of ${plural(trace.span_count, 'span')}`
    : plural(rows.length, 'span')
  return (
    <Card title="Spans" hint={hint} flush>
      <div className={cx(columns, 'text-muted text-2xs border-b max-sm:hidden')}>
        <span className="px-4 py-1.5">Span</span>
        <span className="grid grid-cols-4" aria-hidden>
          {axis(totalMs).map((ms) => (
            <span key={ms} className="border-l px-1.5 py-1.5">
              {duration(ms)}
            </span>
          ))}
        </span>
      </div>
      <ul className="divide-line divide-y">
        {rows.map((row) => (
          <SpanRow key={row.span.span_id} row={row} />
        ))}
      </ul>
    </Card>
  )
}

function SpanRow({ row: { span, depth, left, width } }: { row: WaterfallRow }) {
  const [open, setOpen] = useState(false)
  const failed = span.status === 'error'
  return (
    <li>
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className={cx(
          columns,
          'hover:bg-raised w-full items-stretch text-left focus-visible:-outline-offset-2',
        )}
      >
        <span
          className="flex min-w-0 items-center gap-1.5 py-1.5 pr-2"
          style={{ paddingLeft: `${0.75 + depth * 1.1}rem` }}
        >
          <ChevronRight
            aria-hidden
            className={cx('text-muted size-3.5 shrink-0 transition-transform', open && 'rotate-90')}
          />
          <span className="min-w-0">
            <span className={cx('block truncate text-sm', failed && 'text-bad')}>{span.name}</span>
            <span className="text-muted text-2xs block truncate">{span.service}</span>
          </span>
        </span>
        <span className="relative max-sm:mx-3 max-sm:h-8 sm:border-l">
          <span
            aria-hidden
            className={cx(
              'absolute top-0 h-2.5 min-w-0.5 rounded-sm sm:top-2',
              failed ? 'bg-bad-fill' : 'bg-accent',
            )}
            style={{ left: `${left}%`, width: `${width}%` }}
          />
          <span
            className="text-muted text-2xs absolute bottom-0.5 px-1 whitespace-nowrap"
            style={left > 70 ? { right: `${Math.max(0, 100 - left - width)}%` } : { left: `${left}%` }}
          >
            {duration(span.duration_ms)}
            {failed && <span className="sr-only"> failed</span>}
          </span>
        </span>
      </button>
      {open && <SpanDetail span={span} />}
    </li>
  )
}

function SpanDetail({ span }: { span: Span }) {
  const attributes = Object.entries(span.attributes).sort(([a], [b]) => a.localeCompare(b))
  const failure = failureOf(span)
  return (
    <div className="bg-raised border-t px-4 py-3">
      {failure && <p className="text-bad mb-2 text-sm break-words">{failure}</p>}
      <dl className="grid grid-cols-[minmax(0,auto)_minmax(0,1fr)] gap-x-4 gap-y-1 text-xs">
        <dt className="text-muted">span id</dt>
        <dd className="font-mono">{span.span_id}</dd>
        <dt className="text-muted">kind</dt>
        <dd>{span.kind}</dd>
        {span.time_to_first_token_ms != null && (
          <>
            <dt className="text-muted">time to first token</dt>
            <dd>{duration(span.time_to_first_token_ms)}</dd>
          </>
        )}
        {attributes.map(([key, value]) => (
          <Attribute key={key} name={key} value={value} />
        ))}
      </dl>
    </div>
  )
}

function Attribute({ name, value }: { name: string; value: unknown }) {
  return (
    <>
      <dt className="text-muted break-all">{name}</dt>
      <dd className="font-mono break-all">{typeof value === 'string' ? value : JSON.stringify(value)}</dd>
    </>
  )
}

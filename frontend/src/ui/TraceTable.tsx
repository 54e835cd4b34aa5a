import { Link } from '@tanstack/react-router'
import type { QuerySchema } from '@/api/clients'
import { count, duration, GAP, plural, usd } from '@/lib/format'
import { traceTone } from '@/lib/tone'
import { Badge } from './Badge'
import { Table, Td, Th } from './Table'
import { Time } from './Time'

type TraceItem = QuerySchema<'TraceItem'>

/** Traces as rows, each leading to its waterfall. */
export function TraceTable({ label, items }: { label: string; items: readonly TraceItem[] }) {
  return (
    <Table
      label={label}
      head={
        <>
          <Th>When</Th>
          <Th>Status</Th>
          <Th>Request</Th>
          <Th>Provider</Th>
          <Th numeric>Duration</Th>
          <Th numeric>Tokens in / out</Th>
          <Th numeric>Cost</Th>
        </>
      }
    >
      {items.map((item) => (
        <TraceRow key={item.trace_id} item={item} />
      ))}
    </Table>
  )
}

function TraceRow({ item }: { item: TraceItem }) {
  return (
    <tr className="hover:bg-raised relative">
      <Td className="text-muted text-xs">
        <Time at={item.started_at} />
      </Td>
      <Td>
        <Badge tone={traceTone(item.status)}>{item.status}</Badge>
      </Td>
      <Td className="max-w-72 min-w-36">
        <Link
          to="/traces/$traceId"
          params={{ traceId: item.trace_id }}
          className="hover:text-accent block truncate font-medium after:absolute after:inset-0"
        >
          {item.name}
        </Link>
        <span className="text-muted block truncate text-xs">
          {item.service}
          {item.model && !item.name.includes(item.model) && ` · ${item.model}`}
        </span>
      </Td>
      <Td className="text-muted max-w-40 min-w-24">
        <span className="block truncate">{item.provider ?? GAP}</span>
        {item.attempts != null && item.attempts > 1 && (
          <span className="text-warn block text-xs">{plural(item.attempts, 'attempt')}</span>
        )}
      </Td>
      <Td numeric>{duration(item.duration_ms)}</Td>
      <Td numeric>
        {count(item.input_tokens)} <span className="text-muted">/</span> {count(item.output_tokens)}
      </Td>
      <Td numeric>{usd(item.cost_usd)}</Td>
    </tr>
  )
}

import { ArrowLeft } from 'lucide-react'
import { Link, getRouteApi } from '@tanstack/react-router'
import { count, duration, GAP, usd } from '@/lib/format'
import { traceTone } from '@/lib/tone'
import { Badge } from '@/ui/Badge'
import { Card, Figure } from '@/ui/Card'
import { CopyButton } from '@/ui/Code'
import { Load } from '@/ui/Load'
import { Page } from '@/ui/Page'
import { ProblemNote } from '@/ui/ProblemNote'
import { Time } from '@/ui/Time'
import { useTrace, type TraceDetail } from '../api/get-trace'
import { AttemptsCard } from './AttemptsCard'
import { Waterfall } from './Waterfall'

const route = getRouteApi('/console/traces/$traceId')

export function TracePage() {
  const { traceId } = route.useParams()
  const trace = useTrace(traceId)
  return (
    <Page
      title={trace.data?.name ?? 'Trace'}
      tab={`Trace ${traceId.slice(0, 8)}`}
      lead={<span className="font-mono text-xs break-all">{traceId}</span>}
      actions={
        <>
          <CopyButton text={traceId} label="Copy id" />
          <Link to="/traces" className="text-accent inline-flex items-center gap-1 text-sm hover:underline">
            <ArrowLeft aria-hidden className="size-4" />
            All traces
          </Link>
        </>
      }
    >
      <Load query={trace}>
        {(data) => (
          <>
            <Facts trace={data} />
            {data.error && <ProblemNote message={data.error} />}
            {data.attempt_details.length > 0 && <AttemptsCard attempts={data.attempt_details} />}
            <Waterfall trace={data} />
          </>
        )}
      </Load>
    </Page>
  )
}

function Facts({ trace }: { trace: TraceDetail }) {
  return (
    <Card>
      <dl className="grid grid-cols-2 gap-x-4 gap-y-3 sm:grid-cols-4 xl:grid-cols-8">
        <Figure label="Status">
          <Badge tone={traceTone(trace.status)}>{trace.status}</Badge>
        </Figure>
        <Figure label="Started">
          <Time at={trace.started_at} />
        </Figure>
        <Figure label="Duration">{duration(trace.duration_ms)}</Figure>
        <Figure label="Provider">{trace.provider ?? GAP}</Figure>
        <Figure label="Model">{trace.model ?? GAP}</Figure>
        <Figure label="Tokens in / out">
          {count(trace.input_tokens)} / {count(trace.output_tokens)}
        </Figure>
        <Figure label="Cost">{usd(trace.cost_usd)}</Figure>
        <Figure label="Attempts">{count(trace.attempts)}</Figure>
      </dl>
    </Card>
  )
}

import { ArrowRight, ScrollText, User } from 'lucide-react'
import { Link } from '@tanstack/react-router'
import { duration } from '@/lib/format'
import { CircuitBadge } from '@/ui/CircuitBadge'
import { Dialog } from '@/ui/Dialog'
import { Load } from '@/ui/Load'
import { EmptyState } from '@/ui/States'
import { Time } from '@/ui/Time'
import { useCircuitEvents, type CircuitEvent } from '../api/get-circuit-events'

/** The latest entries of the ledger for one provider. */
export function CircuitEventsDialog({ provider, onClose }: { provider: string; onClose: () => void }) {
  const events = useCircuitEvents(provider)
  return (
    <Dialog
      wide
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Circuit events of ${provider}`}
      description="Every transition, with its cause, newest first."
    >
      <Load query={events}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon={ScrollText} title="No events yet">
              The circuit has not changed its state since the provider was registered.
            </EmptyState>
          ) : (
            <ol className="divide-line -mx-5 divide-y border-y">
              {items.map((event) => (
                <EventRow key={event.id} event={event} />
              ))}
            </ol>
          )
        }
      </Load>
    </Dialog>
  )
}

function EventRow({ event }: { event: CircuitEvent }) {
  return (
    <li className="flex flex-col gap-1 px-5 py-2.5 text-sm">
      <div className="flex flex-wrap items-center gap-1.5">
        <CircuitBadge state={event.from_state} />
        <ArrowRight aria-label="to" className="text-muted size-3.5" />
        <CircuitBadge state={event.to_state} />
        <span className="text-muted text-xs">after {duration(event.duration_ms)}</span>
        <span className="text-muted ml-auto text-xs">
          <Time at={event.at} />
        </span>
      </div>
      <p className="break-words">{event.reason}</p>
      <p className="text-muted flex flex-wrap items-center gap-x-3 gap-y-0.5 text-xs">
        <span className="inline-flex items-center gap-1">
          <User aria-hidden className="size-3" />
          {event.trigger === 'user' ? (event.actor ?? 'a user') : 'by itself'}
        </span>
        {event.trace_ids.map((traceId) => (
          <Link
            key={traceId}
            to="/traces/$traceId"
            params={{ traceId }}
            className="text-accent font-mono hover:underline"
            title={`Trace ${traceId}`}
          >
            {traceId.slice(0, 8)}
          </Link>
        ))}
      </p>
    </li>
  )
}

import { History } from 'lucide-react'
import { Link } from '@tanstack/react-router'
import { cx } from '@/lib/cx'
import { count, duration, percent } from '@/lib/format'
import { useCan } from '@/session/me'
import { Badge } from '@/ui/Badge'
import { Button, buttonClass } from '@/ui/Button'
import { Figure } from '@/ui/Card'
import { CircuitBadge } from '@/ui/CircuitBadge'
import { Time } from '@/ui/Time'
import type { ProviderHealth } from '../api/get-health-dashboard'
import { commandsFor, commandWords, type CircuitCommand } from '../model/command'
import { successRate } from '../model/providers'

const edges: Record<string, string> = {
  closed: 'border-t-ok-fill',
  open: 'border-t-bad-fill',
  'half-open': 'border-t-warn-fill',
}

interface ProviderCardProps {
  provider: ProviderHealth
  onCommand: (command: CircuitCommand) => void
}

export function ProviderCard({ provider, onCommand }: ProviderCardProps) {
  const { name, circuit, counts, configured } = provider
  const mayControl = useCan('ROUTER_MANAGE')
  return (
    <article
      aria-label={name}
      className={cx(
        'bg-surface shadow-card flex min-w-0 flex-col rounded-lg border border-t-2',
        edges[circuit.state],
      )}
    >
      <header className="flex flex-wrap items-center gap-2 px-4 pt-3">
        <h2 className="min-w-0 truncate text-sm font-semibold">{name}</h2>
        {!configured && (
          <Badge
            tone="info"
            title="A pool uses this name, but no provider is registered by it. It gets no traffic."
          >
            Not registered
          </Badge>
        )}
        {provider.status === 'degraded' && circuit.state === 'closed' && <Badge tone="warn">Degraded</Badge>}
        <span className="ml-auto">
          <CircuitBadge state={circuit.state} forced={circuit.forced} />
        </span>
      </header>
      <dl className="grid grid-cols-3 gap-x-3 gap-y-2.5 px-4 py-3">
        <Figure label="Successes">{count(counts.successes)}</Figure>
        <Figure label="Failures">
          <span className={cx(counts.failures > 0 && 'text-bad')}>{count(counts.failures)}</span>
        </Figure>
        <Figure label="Success rate">{percent(successRate(counts))}</Figure>
        <Figure label="Failures in a row">
          <span className={cx(counts.consecutive_failures > 0 && 'text-bad')}>
            {count(counts.consecutive_failures)}
          </span>
        </Figure>
        <Figure label="Rejected" title="Calls that were not let through">
          {count(counts.rejected)}
        </Figure>
        <Figure label="Last change">
          <Time at={circuit.since} />
        </Figure>
        <Figure label="Active" title="Calls under way">
          {count(provider.active_requests)}
        </Figure>
        <Figure label="p95, last 24 h">{duration(provider.last_day.p95_latency_ms)}</Figure>
        <Figure label="Reliability" title="Of 100, from availability, latency and stability">
          {count(provider.reliability)}
        </Figure>
      </dl>
      {circuit.state === 'open' && !circuit.forced && circuit.next_attempt_at && (
        <p className="text-muted px-4 pb-2 text-xs">
          Next attempt <Time at={circuit.next_attempt_at} />
        </p>
      )}
      {circuit.last_error && (
        <p className="px-4 pb-3 text-xs">
          <span className="text-muted">
            Last failure <Time at={circuit.last_failure_at} />:
          </span>{' '}
          <span className="line-clamp-2 break-words" title={circuit.last_error}>
            {circuit.last_error}
          </span>
        </p>
      )}
      <footer className="mt-auto flex flex-wrap items-center gap-1.5 border-t px-3 py-2">
        {mayControl &&
          commandsFor(circuit.forced).map((command) => (
            <Button
              key={command}
              size="sm"
              variant={command === 'force-open' ? 'danger' : 'secondary'}
              aria-label={`${commandWords[command].label} ${name}`}
              onClick={() => onCommand(command)}
            >
              {commandWords[command].label}
            </Button>
          ))}
        <Link
          from="/health"
          to="/health"
          search={{ provider: name }}
          resetScroll={false}
          aria-label={`Circuit events of ${name}`}
          className={cx(buttonClass('ghost', 'sm'), 'ml-auto')}
        >
          <History aria-hidden className="size-3.5" />
          Events
        </Link>
      </footer>
    </article>
  )
}

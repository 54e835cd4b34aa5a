import type { HealthDashboard, ProviderHealth } from '../api/get-health-dashboard'

/** What the suite says of one provider as it changes; source of the names: the live protocol, in camel case. */
export interface ServiceUpdate {
  type: 'service:update'
  service: string
  data: {
    status: ProviderHealth['status']
    circuit: {
      state: ProviderHealth['circuit']['state']
      failureCount: number
      lastFailure: string | null
      recoveryAttempts: number
    }
    operations: { total: number; successful: number; failed: number }
  }
}

/** Told first, and last when the suite goes away. */
export interface ConnectionStatus {
  type: 'connection:status'
  status: 'connected' | 'disconnected'
}

/** `timestamp` in epoch milliseconds; a pong repeats that of its ping. */
export interface Heartbeat {
  type: 'ping' | 'pong'
  timestamp: number
}

export type LiveMessage = ServiceUpdate | ConnectionStatus | Heartbeat

const kinds = ['service:update', 'connection:status', 'ping', 'pong']

/** Reads one frame; null for what a later version of the protocol may say. */
export function readMessage(frame: unknown): LiveMessage | null {
  if (typeof frame !== 'string') return null
  try {
    const message = JSON.parse(frame) as { type?: unknown } | null
    return kinds.includes(String(message?.type)) ? (message as LiveMessage) : null
  } catch {
    return null
  }
}

/** What an update changes: the state, which must be right at once, counts, which may wait, or nothing. */
export type Change = 'state' | 'counts' | 'nothing'

export interface Applied {
  dashboard: HealthDashboard
  change: Change
}

/**
 * The dashboard with an update in it. What the update does not tell (since when, why, how pools fare) stays as it was
 * until the dashboard is read again; a provider that is not known yet is only a reason to do so.
 */
export function applyUpdate(dashboard: HealthDashboard, { service, data }: ServiceUpdate): Applied {
  const before = dashboard.providers.find(({ name }) => name === service)
  if (!before) return { dashboard, change: 'state' }
  const change = changeOf(before, data)
  if (change === 'nothing') return { dashboard, change }
  const providers = dashboard.providers.map((provider) =>
    provider === before ? updated(provider, data) : provider,
  )
  return { dashboard: { ...dashboard, providers, summary: summaryOf(providers) }, change }
}

function changeOf({ status, circuit, counts }: ProviderHealth, data: ServiceUpdate['data']): Change {
  if (status !== data.status || circuit.state !== data.circuit.state) return 'state'
  const { total, successful, failed } = data.operations
  const same = counts.total === total && counts.successes === successful && counts.failures === failed
  return same ? 'nothing' : 'counts'
}

function updated(
  provider: ProviderHealth,
  { status, circuit, operations }: ServiceUpdate['data'],
): ProviderHealth {
  return {
    ...provider,
    status,
    circuit: { ...provider.circuit, state: circuit.state, last_failure_at: circuit.lastFailure },
    counts: {
      ...provider.counts,
      total: operations.total,
      successes: operations.successful,
      failures: operations.failed,
      incidents: circuit.recoveryAttempts,
    },
  }
}

function summaryOf(providers: readonly ProviderHealth[]): HealthDashboard['summary'] {
  const count = (state: string) => providers.filter(({ circuit }) => circuit.state === state).length
  return {
    total: providers.length,
    healthy: count('closed'),
    unhealthy: count('open'),
    testing: count('half-open'),
  }
}

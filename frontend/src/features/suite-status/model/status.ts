import type { Tone } from '@/lib/tone'
import type { SuiteHealth } from '../api/get-suite-health'

export type SuiteStatus = 'checking' | 'healthy' | 'degraded' | 'unhealthy' | 'unreachable' | 'offline'

interface Observed {
  data: SuiteHealth | undefined
  /** Calls that failed in a row. */
  failures: number
  /** What the browser thinks of its network; only believed once a call has failed, since the suite may run beside it. */
  online: boolean
}

export function suiteStatus({ data, failures, online }: Observed): SuiteStatus {
  if (failures > 0) return online ? 'unreachable' : 'offline'
  return data?.status ?? 'checking'
}

export const statusWords: Record<SuiteStatus, { label: string; tone: Tone; sentence: string }> = {
  checking: { label: 'Checking', tone: 'neutral', sentence: 'Asking the suite how it is.' },
  healthy: { label: 'Healthy', tone: 'ok', sentence: 'Every part of the suite works.' },
  degraded: { label: 'Degraded', tone: 'warn', sentence: 'The suite works, but a part of it is impaired.' },
  unhealthy: { label: 'Unhealthy', tone: 'bad', sentence: 'A part that the suite needs does not work.' },
  unreachable: { label: 'Unreachable', tone: 'bad', sentence: 'The suite does not answer. Asking again.' },
  offline: { label: 'Offline', tone: 'bad', sentence: 'This device is offline. What you see may be old.' },
}

/** How long to wait after the n-th failed check in a row (from 0): 2 s, 4 s, 8 s … 60 s. */
export function backoffMs(failures: number): number {
  return Math.min(2000 * 2 ** Math.min(failures, 10), 60_000)
}

const order = { unhealthy: 0, degraded: 1, healthy: 2 }

/** The components, what needs attention first. */
export function sortedComponents(health: SuiteHealth) {
  return Object.entries(health.components)
    .map(([name, component]) => ({ name, ...component }))
    .sort((a, b) => order[a.status] - order[b.status] || a.name.localeCompare(b.name))
}

import { circuitLook } from '@/lib/circuit'
import type { ProviderHealth } from '../api/get-health-dashboard'

const statusUrgency = { failed: 0, degraded: 1, healthy: 2 }

/** What needs attention first, then by name. */
export function byUrgency(providers: readonly ProviderHealth[]): ProviderHealth[] {
  return [...providers].sort(
    (a, b) =>
      circuitLook(a.circuit.state).urgency - circuitLook(b.circuit.state).urgency ||
      statusUrgency[a.status] - statusUrgency[b.status] ||
      a.name.localeCompare(b.name),
  )
}

/** Successes of all attempts that ended, in percent; null before the first. */
export function successRate({
  total,
  successes,
}: Pick<ProviderHealth['counts'], 'total' | 'successes'>): number | null {
  return total === 0 ? null : (100 * successes) / total
}

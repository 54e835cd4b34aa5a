import type { Tone } from '@/lib/tone'
import type { Alert } from '../api/get-recent-alerts'

export const severityTone: Record<Alert['severity'], Tone> = {
  info: 'info',
  warning: 'warn',
  critical: 'bad',
}

/** "2 critical, 1 warning", worst first. */
export function alertSummary(alerts: readonly Alert[]): string {
  const parts = (['critical', 'warning', 'info'] as const)
    .map((severity) => ({ severity, n: alerts.filter((alert) => alert.severity === severity).length }))
    .filter(({ n }) => n > 0)
    .map(({ severity, n }) => `${n} ${severity}`)
  return parts.length > 0 ? parts.join(', ') : 'none'
}

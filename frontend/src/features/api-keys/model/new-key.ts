import type { ApiKey } from '../api/api-keys'

export type Scope = ApiKey['scopes'][number]

export const scopes: readonly { value: Scope; label: string; hint: string }[] = [
  { value: 'llm', label: 'LLM', hint: 'send completions, embeddings and the like through the router' },
  { value: 'telemetry', label: 'Telemetry', hint: 'send OpenTelemetry traces and metrics' },
]

const dayMs = 24 * 60 * 60 * 1000

/** How long a key may live, in days; null for until it is deleted. */
export const lifetimes: readonly { days: number | null; label: string }[] = [
  { days: null, label: 'Never' },
  { days: 7, label: 'In 7 days' },
  { days: 30, label: 'In 30 days' },
  { days: 90, label: 'In 90 days' },
  { days: 365, label: 'In a year' },
]

export function expiry(days: number | null, now: number): string | undefined {
  return days === null ? undefined : new Date(now + days * dayMs).toISOString()
}

export function isExpired(expiresAt: string | null | undefined, now: number): boolean {
  return expiresAt != null && Date.parse(expiresAt) <= now
}

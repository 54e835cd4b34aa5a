import type { Range } from '@/lib/time'

/** What the list is filtered by; stands in the URL as it goes to the service. */
export interface TraceFilters {
  range?: Range
  status?: 'ok' | 'error'
  service?: string
  provider?: string
  model?: string
  min_duration_ms?: number
  q?: string
}

/** Whether anything but the time range narrows the list. */
export function isFiltered(filters: TraceFilters): boolean {
  return Object.values({ ...filters, range: undefined }).some((value) => value !== undefined)
}

/** Relative time in words that stay short: "now", "12 s ago", "5 min ago", "3 h ago", "2 d ago", "in 20 s". */
export function relative(at: number, now: number): string {
  const seconds = Math.round((now - at) / 1000)
  if (seconds < -1) return `in ${span(-seconds)}`
  if (seconds < 1) return 'now'
  return `${span(seconds)} ago`
}

function span(seconds: number): string {
  if (seconds < 60) return `${seconds} s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${minutes} min`
  const hours = Math.floor(minutes / 60)
  return hours < 48 ? `${hours} h` : `${Math.floor(hours / 24)} d`
}

/** The moment itself, in the reader's zone, for titles. */
export function absolute(at: number): string {
  return new Date(at).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'long' })
}

export type Range = '1h' | '24h' | '7d' | '30d'

export const ranges: readonly { value: Range; label: string; title: string }[] = [
  { value: '1h', label: '1h', title: 'Last hour' },
  { value: '24h', label: '24h', title: 'Last 24 hours' },
  { value: '7d', label: '7d', title: 'Last 7 days' },
  { value: '30d', label: '30d', title: 'Last 30 days' },
]

/** What stands in the URL, if it is a range; undefined lets the page use its default. */
export function parseRange(value: unknown): Range | undefined {
  return ranges.find((range) => range.value === value)?.value
}

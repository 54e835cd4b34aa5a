/** How numbers and units look, everywhere alike. Null means unknown: a gap, never a zero. */

export const GAP = '–'

type Maybe = number | null | undefined

const known = (value: Maybe): value is number =>
  value !== null && value !== undefined && Number.isFinite(value)

const grouped = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 })
const compact = new Intl.NumberFormat('en-US', { notation: 'compact', maximumSignificantDigits: 4 })

/** 8,819 */
export function count(value: Maybe): string {
  return known(value) ? grouped.format(value) : GAP
}

/** 8,819 up to five digits, then 1.235M. */
export function shortCount(value: Maybe): string {
  if (!known(value)) return GAP
  return Math.abs(value) < 100_000 ? grouped.format(value) : compact.format(value)
}

/** A duration given in milliseconds, in the unit that reads best: 0.4 ms, 312 ms, 1.25 s, 2 min 5 s, 3 h 20 min, 4 d 2 h. */
export function duration(ms: Maybe): string {
  if (!known(ms)) return GAP
  if (ms < 0) return `−${duration(-ms)}`
  if (ms < 1) return ms === 0 ? '0 ms' : `${ms.toFixed(2)} ms`
  if (ms < 10) return `${ms.toFixed(1)} ms`
  if (ms < 999.5) return `${Math.round(ms)} ms`
  if (ms < 9_995) return `${(ms / 1000).toFixed(2)} s`
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`
  const seconds = Math.round(ms / 1000)
  if (seconds < 3600) return pair(Math.floor(seconds / 60), 'min', seconds % 60, 's')
  const minutes = Math.floor(seconds / 60)
  if (minutes < 1440) return pair(Math.floor(minutes / 60), 'h', minutes % 60, 'min')
  const hours = Math.floor(minutes / 60)
  return pair(Math.floor(hours / 24), 'd', hours % 24, 'h')
}

const pair = (major: number, majorUnit: string, minor: number, minorUnit: string) =>
  minor === 0 ? `${major} ${majorUnit}` : `${major} ${majorUnit} ${minor} ${minorUnit}`

/** A percentage given as 0–100: 0.42 %, 12.5 %, 100 %. What is almost nothing or almost all is never rounded to it. */
export function percent(value: Maybe): string {
  if (!known(value)) return GAP
  const size = Math.abs(value)
  if (size > 0 && size < 0.01) return `${value < 0 ? '−' : ''}<0.01 %`
  if (size > 99.9 && size < 100) return `${trimmed((Math.floor(value * 100) / 100).toFixed(2))} %`
  return `${trimmed(value.toFixed(size < 1 ? 2 : 1))} %`
}

/** US dollars with as many digits as the amount needs: $1,204.50, $0.0312, $0.000610, $0.000000040. */
export function usd(value: Maybe): string {
  if (!known(value)) return GAP
  const size = Math.abs(value)
  if (size === 0 || size >= 1) return money(value, 2)
  return money(value, size >= 0.01 ? 4 : size >= 0.00001 ? 6 : 9)
}

const money = (value: number, digits: number) =>
  value.toLocaleString('en-US', {
    style: 'currency',
    currency: 'USD',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  })

const trimmed = (text: string) => (text.includes('.') ? text.replace(/0+$/, '').replace(/\.$/, '') : text)

/** A noun with its number: 1 provider, 3 providers. */
export function plural(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`
}

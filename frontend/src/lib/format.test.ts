import { describe, expect, it } from 'vitest'
import { count, duration, GAP, percent, plural, shortCount, usd } from './format'

describe('what is unknown', () => {
  it('is a gap, never zero', () => {
    for (const format of [count, shortCount, duration, percent, usd]) {
      expect(format(null)).toBe(GAP)
      expect(format(undefined)).toBe(GAP)
      expect(format(NaN)).toBe(GAP)
      expect(format(0)).not.toBe(GAP)
    }
  })
})

describe('duration', () => {
  it('uses the unit that reads best', () => {
    const read = [
      0, 0.25, 4.25, 312.4, 999.7, 1250, 12_340, 59_960, 125_000, 3_600_000, 12_000_000, 90_000_000,
    ]
    expect(read.map(duration)).toEqual([
      '0 ms',
      '0.25 ms',
      '4.3 ms',
      '312 ms',
      '1.00 s',
      '1.25 s',
      '12.3 s',
      '1 min',
      '2 min 5 s',
      '1 h',
      '3 h 20 min',
      '1 d 1 h',
    ])
  })
})

describe('percent', () => {
  it('keeps what matters', () => {
    expect([0, 0.42, 1.31, 12.5, 50, 100].map(percent)).toEqual([
      '0 %',
      '0.42 %',
      '1.3 %',
      '12.5 %',
      '50 %',
      '100 %',
    ])
  })

  it('does not call almost all all, nor almost nothing nothing', () => {
    expect([99.97, 99.999, 0.001].map(percent)).toEqual(['99.97 %', '99.99 %', '<0.01 %'])
  })
})

describe('usd', () => {
  it('shows as many digits as the amount needs', () => {
    expect([0, 1204.5, 0.0312, 0.00061, 0.00000004].map(usd)).toEqual([
      '$0.00',
      '$1,204.50',
      '$0.0312',
      '$0.000610',
      '$0.000000040',
    ])
  })
})

describe('counts', () => {
  it('are exact up to five digits, then short', () => {
    expect([8819, 99_999, 1_234_567].map(shortCount)).toEqual(['8,819', '99,999', '1.235M'])
    expect(count(1_234_567)).toBe('1,234,567')
  })

  it('agree with their noun', () => {
    expect([plural(1, 'span'), plural(0, 'span'), plural(1500, 'span')]).toEqual([
      '1 span',
      '0 spans',
      '1,500 spans',
    ])
  })
})

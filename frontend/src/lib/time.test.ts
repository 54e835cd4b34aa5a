import { describe, expect, it } from 'vitest'
import { parseRange, relative } from './time'

describe('relative', () => {
  const now = 1_700_000_000_000
  it('is short in both directions', () => {
    const ago = (seconds: number) => relative(now - seconds * 1000, now)
    expect([0, 12, 300, 7200, 200_000].map(ago)).toEqual([
      'now',
      '12 s ago',
      '5 min ago',
      '2 h ago',
      '2 d ago',
    ])
    expect(relative(now + 20_000, now)).toBe('in 20 s')
  })

  it('does not call a clock that is a second ahead the future', () => {
    expect(relative(now + 1000, now)).toBe('now')
  })
})

describe('parseRange', () => {
  it('takes only the ranges of the API', () => {
    expect(parseRange('7d')).toBe('7d')
    expect(parseRange('8d')).toBeUndefined()
    expect(parseRange(undefined)).toBeUndefined()
  })
})

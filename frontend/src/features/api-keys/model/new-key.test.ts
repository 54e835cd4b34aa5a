import { describe, expect, it } from 'vitest'
import { expiry, isExpired } from './new-key'

const now = Date.parse('2026-11-21T12:00:00.000Z')

describe('expiry', () => {
  it('counts in days from now, and never is never', () => {
    expect(expiry(7, now)).toBe('2026-11-28T12:00:00.000Z')
    expect(expiry(null, now)).toBeUndefined()
  })
})

describe('isExpired', () => {
  it('is true from the moment on', () => {
    expect(isExpired('2026-11-21T12:00:00.000Z', now)).toBe(true)
    expect(isExpired('2026-11-21T12:00:00.001Z', now)).toBe(false)
    expect(isExpired(null, now)).toBe(false)
  })
})

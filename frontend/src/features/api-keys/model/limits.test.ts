import { describe, expect, it } from 'vitest'
import { limitErrors, limitsOf, noLimits } from './limits'

describe('limits', () => {
  it('are left out where nothing was typed, and a period without a budget', () => {
    expect(limitErrors(noLimits)).toEqual({})
    expect(
      Object.values(limitsOf({ ...noLimits, period: 'day' })).filter((each) => each !== undefined),
    ).toEqual([])
  })

  it('are numbers', () => {
    expect(limitsOf({ rpm: '60', tpm: ' 90000 ', budget: '12.5', period: 'day' })).toEqual({
      rpm: 60,
      tpm: 90_000,
      budget_usd: 12.5,
      budget_period: 'day',
    })
  })

  it.each(['0', '-1', '1.5', 'many', '2147483648'])('take no count of %s', (text) => {
    expect(Object.keys(limitErrors({ ...noLimits, rpm: text, tpm: text }))).toEqual(['rpm', 'tpm'])
  })

  it.each(['0', '-1', 'much', '1e3', '0.0000000001', '1000000001'])('take no budget of %s', (text) => {
    expect(limitErrors({ ...noLimits, budget: text })).toHaveProperty('budget_usd')
  })
})

import { describe, expect, it } from 'vitest'
import type { ProviderHealth } from '../api/get-health-dashboard'
import { commandsFor } from './command'
import { byUrgency, successRate } from './providers'

const provider = (
  name: string,
  state: 'closed' | 'open' | 'half-open',
  status: ProviderHealth['status'] = 'healthy',
) => ({ name, status, circuit: { state } }) as ProviderHealth

describe('byUrgency', () => {
  it('puts open circuits first, then half-open ones, then degraded providers', () => {
    const providers = [
      provider('a', 'closed'),
      provider('b', 'closed', 'degraded'),
      provider('d', 'open', 'failed'),
      provider('c', 'half-open', 'degraded'),
      provider('0', 'closed'),
    ]
    expect(byUrgency(providers).map((each) => each.name)).toEqual(['d', 'c', 'b', '0', 'a'])
  })
})

describe('successRate', () => {
  it('is unknown before the first attempt, not zero', () => {
    expect(successRate({ total: 0, successes: 0 })).toBeNull()
    expect(successRate({ total: 8, successes: 6 })).toBe(75)
  })
})

describe('commandsFor', () => {
  it('offers only what would change something', () => {
    expect(commandsFor(null)).toEqual(['force-open', 'force-close', 'reset'])
    expect(commandsFor('open')).toEqual(['force-close', 'reset'])
    expect(commandsFor('closed')).toEqual(['force-open', 'reset'])
  })
})

import { describe, expect, it } from 'vitest'
import { backoffMs, sortedComponents, suiteStatus } from './status'

const checked = { checked_at: '2026-11-21T10:00:00.000Z', response_time_ms: 2, critical: true }
const health = {
  name: 'switchgear',
  version: '0.1.0',
  status: 'degraded' as const,
  components: {
    redis: { status: 'healthy' as const, ...checked },
    database: { status: 'unhealthy' as const, ...checked },
    network: { status: 'degraded' as const, ...checked },
    disk: { status: 'healthy' as const, ...checked },
  },
}

describe('suiteStatus', () => {
  it('says what the suite says', () => {
    expect(suiteStatus({ data: health, failures: 0, online: true })).toBe('degraded')
  })

  it('does not call the last good answer the present one', () => {
    expect(suiteStatus({ data: health, failures: 1, online: true })).toBe('unreachable')
    expect(suiteStatus({ data: health, failures: 1, online: false })).toBe('offline')
  })

  it('believes an answer more than the browser, which calls a suite on this machine offline too', () => {
    expect(suiteStatus({ data: health, failures: 0, online: false })).toBe('degraded')
  })

  it('is checking until the first answer', () => {
    expect(suiteStatus({ data: undefined, failures: 0, online: true })).toBe('checking')
  })
})

describe('backoffMs', () => {
  it('doubles up to a minute', () => {
    expect([0, 1, 2, 3, 4, 5, 50].map(backoffMs)).toEqual([2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000])
  })
})

describe('sortedComponents', () => {
  it('puts what needs attention first', () => {
    expect(sortedComponents(health).map((each) => each.name)).toEqual([
      'database',
      'network',
      'disk',
      'redis',
    ])
  })
})

import { describe, expect, it } from 'vitest'
import { healthDashboard } from '@/test/fixtures'
import { applyUpdate, readMessage, type ServiceUpdate } from './live-update'
import { delayBefore } from './reconnect'

const update = (data: Partial<ServiceUpdate['data']>, service = 'alpha'): ServiceUpdate => ({
  type: 'service:update',
  service,
  data: {
    status: 'healthy',
    circuit: { state: 'closed', failureCount: 1, lastFailure: null, recoveryAttempts: 0 },
    operations: { total: 10, successful: 9, failed: 1 },
    ...data,
  },
})
const opened = {
  state: 'open',
  failureCount: 4,
  lastFailure: '2026-11-21T10:01:00.000Z',
  recoveryAttempts: 1,
} as const

describe('applyUpdate', () => {
  it('changes the provider and the sums over all', () => {
    const { dashboard, change } = applyUpdate(
      healthDashboard,
      update({ status: 'failed', circuit: opened, operations: { total: 13, successful: 9, failed: 4 } }),
    )
    expect(change).toBe('state')
    expect(dashboard.summary).toEqual({ total: 2, healthy: 0, unhealthy: 2, testing: 0 })
    const alpha = dashboard.providers[0]
    expect(alpha?.status).toBe('failed')
    expect(alpha?.circuit).toMatchObject({ state: 'open', last_failure_at: opened.lastFailure })
    expect(alpha?.counts).toMatchObject({ total: 13, successes: 9, failures: 4, incidents: 1 })
    expect(dashboard.providers[1]).toBe(healthDashboard.providers[1])
  })

  it('tells counts from states, and either from nothing', () => {
    const counted = update({ operations: { total: 11, successful: 10, failed: 1 } })
    expect(applyUpdate(healthDashboard, counted).change).toBe('counts')
    expect(applyUpdate(healthDashboard, update({}))).toEqual({
      dashboard: healthDashboard,
      change: 'nothing',
    })
    expect(applyUpdate(healthDashboard, update({ status: 'degraded' })).change).toBe('state')
  })

  it('asks for the dashboard when it does not know the provider', () => {
    expect(applyUpdate(healthDashboard, update({}, 'gamma'))).toEqual({
      dashboard: healthDashboard,
      change: 'state',
    })
  })
})

describe('readMessage', () => {
  it('passes over what it does not understand', () => {
    expect(readMessage('{"type":"ping","timestamp":7}')).toEqual({ type: 'ping', timestamp: 7 })
    expect(readMessage('{"type":"later"}')).toBeNull()
    expect(readMessage('not json')).toBeNull()
    expect(readMessage('null')).toBeNull()
    expect(readMessage(new ArrayBuffer(2))).toBeNull()
  })
})

describe('delayBefore', () => {
  it('doubles five times, then takes a minute', () => {
    expect([1, 2, 3, 4, 5, 6, 60].map((attempt) => delayBefore(attempt, 0))).toEqual([
      1_000, 2_000, 4_000, 8_000, 16_000, 60_000, 60_000,
    ])
    expect(delayBefore(1, 1)).toBe(800)
  })
})

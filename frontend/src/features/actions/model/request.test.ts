import { describe, expect, it } from 'vitest'
import { target } from '@/test/fixtures'
import { decisionsFor } from './decision'
import { consequence, isPresent, parseSize, requestFor, sizeForm } from './request'
import { isUnderWay, progress } from './status'
import { readiness } from './target'

const scaled = { ...target, autoscaler: { name: 'hpa', min_replicas: 2, max_replicas: 6 } }

describe('consequence', () => {
  it('says what will happen', () => {
    expect(consequence('restart_deployment', target, null)).toContain(
      'All 3 replicas of Deployment payment-api',
    )
    expect(consequence('rollout_restart', target, null)).toContain('one after another')
    expect(consequence('scale_deployment', target, { replicas: 5 })).toBe(
      'Deployment payment-api goes from 3 to 5 replicas.',
    )
    expect(consequence('scale_deployment', scaled, { min_replicas: 3, max_replicas: 9 })).toContain(
      'between 3 and 9',
    )
  })

  it('warns before scaling to nothing, and when it has to be approved', () => {
    expect(consequence('scale_deployment', target, { replicas: 0 })).toContain('serves nothing')
    expect(consequence('rollout_restart', { ...target, requires_approval: true }, null)).toContain('approved')
  })
})

describe('a size', () => {
  const of = (replicas: string) => parseSize(target, { ...sizeForm(target), replicas })

  it('is a whole number', () => {
    expect(['3', ' 12 ', '0'].map(of)).toEqual([{ replicas: 3 }, { replicas: 12 }, { replicas: 0 }])
    expect(['', '-1', '1.5', '1e3', 'many'].map(of)).toEqual([null, null, null, null, null])
  })

  it('is a pair of bounds where an autoscaler owns the number', () => {
    expect(parseSize(scaled, sizeForm(scaled))).toEqual({ min_replicas: 2, max_replicas: 6 })
    expect(parseSize(scaled, { replicas: '', min: '7', max: '6' })).toBeNull()
  })

  it('is compared with the present one', () => {
    expect(isPresent(target, { replicas: 3 })).toBe(true)
    expect(isPresent(scaled, { min_replicas: 2, max_replicas: 6 })).toBe(true)
    expect(isPresent(scaled, { min_replicas: 2, max_replicas: 7 })).toBe(false)
  })
})

describe('requestFor', () => {
  it('names the target and carries a size only when scaling', () => {
    expect(requestFor('scale_deployment', target, ' load ', { replicas: 5 })).toEqual({
      service_name: 'payment-api',
      target_type: 'kubernetes',
      kind: 'Deployment',
      cluster_name: 'local',
      namespace: 'default',
      reason: 'load',
      replicas: 5,
    })
    expect(requestFor('restart_deployment', target, 'hangs', { replicas: 5 })).not.toHaveProperty('replicas')
  })
})

describe('status', () => {
  it('knows what still changes by itself', () => {
    expect((['queued', 'running', 'verifying'] as const).every(isUnderWay)).toBe(true)
    expect((['succeeded', 'failed', 'blocked', 'pending_approval'] as const).some(isUnderWay)).toBe(false)
  })

  it('measures progress in steps', () => {
    expect(progress('running')).toEqual({ done: 2, of: 4 })
    expect(progress('succeeded')).toBeNull()
  })
})

describe('decisionsFor', () => {
  it('offers what the state allows', () => {
    expect(decisionsFor({ status: 'pending_approval', revertible: false })).toEqual([
      'approve',
      'reject',
      'cancel',
    ])
    expect(decisionsFor({ status: 'running', revertible: false })).toEqual([])
    expect(decisionsFor({ status: 'succeeded', revertible: true })).toEqual(['revert'])
    expect(decisionsFor({ status: 'succeeded', revertible: false })).toEqual([])
  })
})

describe('readiness', () => {
  it('tells what works from what does not', () => {
    expect(readiness(target)).toEqual({ label: '3 of 3 ready', tone: 'ok' })
    expect(readiness({ ...target, ready: 1 }).tone).toBe('warn')
    expect(readiness({ ...target, ready: 0 }).tone).toBe('bad')
    expect(readiness({ ...target, replicas: 0, ready: 0 })).toEqual({
      label: 'Scaled to zero',
      tone: 'neutral',
    })
    expect(readiness({ ...target, rollout: 'stalled' }).tone).toBe('bad')
  })
})

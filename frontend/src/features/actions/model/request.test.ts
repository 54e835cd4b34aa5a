import { describe, expect, it } from 'vitest'
import type { Target } from '../api/get-targets'
import { consequence, parseReplicas, requestFor } from './request'
import { isUnderWay, progress } from './status'

const target: Target = {
  service_name: 'payment-api',
  target_type: 'kubernetes',
  kind: 'Deployment',
  cluster_name: null,
  namespace: 'default',
  replicas: 3,
  ready_replicas: 3,
  simulated: true,
  actions: ['restart', 'scale', 'rollout_restart'],
}

describe('consequence', () => {
  it('says what will happen', () => {
    expect(consequence('restart', target, null)).toContain('All 3 replicas of Deployment payment-api')
    expect(consequence('rollout_restart', target, null)).toContain('one after another')
    expect(consequence('scale', target, 5)).toBe('Deployment payment-api goes from 3 to 5 replicas.')
  })

  it('warns before scaling to nothing', () => {
    expect(consequence('scale', target, 0)).toContain('serves nothing')
  })
})

describe('requestFor', () => {
  it('names the target and carries replicas only when scaling', () => {
    expect(requestFor('scale', target, ' load ', 5)).toMatchObject({
      service_name: 'payment-api',
      namespace: 'default',
      reason: 'load',
      replicas: 5,
    })
    expect(requestFor('restart', target, 'hangs', 5)).not.toHaveProperty('replicas')
    expect(requestFor('restart', target, 'hangs', null).cluster_name).toBeUndefined()
  })
})

describe('parseReplicas', () => {
  it('takes whole numbers only', () => {
    expect(['3', ' 12 ', '0'].map(parseReplicas)).toEqual([3, 12, 0])
    expect(['', '-1', '1.5', '1e3', 'many'].map(parseReplicas)).toEqual([null, null, null, null, null])
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

import { describe, expect, it } from 'vitest'
import { pool as stored, provider as registered } from '@/test/fixtures'
import { emptyPool, formOf as poolFormOf, newMember, poolErrors, poolOf } from './pool-form'
import { emptyProvider, formOf, names, poolsUsing, providerOf } from './provider-form'

describe('names', () => {
  it('takes commas, spaces and lines, each name once', () => {
    expect(names(' gpt-4o, gpt-4o-mini\nclaude  gpt-4o,,')).toEqual(['gpt-4o', 'gpt-4o-mini', 'claude'])
    expect(names(' ')).toEqual([])
  })
})

const provider = {
  ...registered,
  prices: { m: { input: 1, output: 2 } },
  timeouts: { deadline_ms: 9000 },
}

describe('provider form', () => {
  it('keeps what it does not show', () => {
    expect(providerOf(formOf(provider), provider)).toMatchObject({
      prices: { m: { input: 1, output: 2 } },
      timeouts: { deadline_ms: 9000 },
    })
  })

  it('leaves the key out when none is typed, so that the stored one is kept', () => {
    const form = formOf(provider)
    expect(providerOf(form)).not.toHaveProperty('api_key')
    expect(providerOf({ ...form, api_key: 'secret' })).toHaveProperty('api_key', 'secret')
    expect(providerOf({ ...emptyProvider, models: 'x, y' }).models).toEqual(['x', 'y'])
  })

  it('gives back what each kind of provider has besides', () => {
    const azure = { ...provider, type: 'azure_openai' as const, api_version: '2025-01-01' }
    expect(providerOf(formOf(azure), azure)).toHaveProperty('api_version', '2025-01-01')
    const bedrock = { ...provider, type: 'bedrock' as const, region: 'eu-west-1', access_key_id: 'AKIA' }
    const form = formOf(bedrock)
    expect(providerOf(form, bedrock)).toMatchObject({ region: 'eu-west-1', access_key_id: 'AKIA' })
    expect(providerOf(form, bedrock)).not.toHaveProperty('secret_access_key')
    expect(providerOf({ ...form, access_key_id: '' })).toHaveProperty('access_key_id', '')
    expect(providerOf({ ...form, base_url: '' })).not.toHaveProperty('base_url')
  })

  it('leaves out what the chosen kind does not have', () => {
    const form = { ...formOf(provider), region: 'eu-west-1', access_key_id: 'AKIA', api_version: '1' }
    const sent = providerOf({ ...form, type: 'openai' })
    for (const field of ['region', 'access_key_id', 'api_version']) expect(sent).not.toHaveProperty(field)
  })

  it('knows which pools a provider is in', () => {
    const pools = [
      { group_name: 'chat', providers: [{ name: 'a' }, { name: 'b' }] },
      { group_name: 'embed', providers: [{ name: 'b' }] },
    ]
    expect(poolsUsing('b', pools)).toEqual(['chat', 'embed'])
    expect(poolsUsing('c', pools)).toEqual([])
  })
})

describe('pool form', () => {
  const pool = {
    ...stored,
    strategy: 'priority' as const,
    models: ['gpt'],
    fallback: ['spare'],
    retry: { max_attempts: 3 },
    rescue: 'rerun' as const,
    hedge: { delay_ms: 800 },
    context_fallback: ['long'],
    providers: [
      { name: 'a', weight: 2.5, priority: 0, prefill: true, configured: true },
      { name: 'b', model: 'gpt-4o', weight: 1, priority: 1, configured: false },
    ],
  }

  it('gives back the pool it was made of, with what it does not show', () => {
    expect(poolOf(poolFormOf(pool), pool)).toEqual({
      group_name: 'chat',
      strategy: 'priority',
      models: ['gpt'],
      fallback: ['spare'],
      retry: { max_attempts: 3 },
      timeouts: {},
      rescue: 'rerun',
      hedge: { delay_ms: 800 },
      context_fallback: ['long'],
      providers: [
        { name: 'a', weight: 2.5, priority: 0, prefill: true },
        { name: 'b', model: 'gpt-4o', weight: 1, priority: 1 },
      ],
    })
  })

  it('drops rows without a name and asks for at least one with', () => {
    expect(poolErrors({ ...emptyPool, group_name: 'chat' })).toHaveProperty('providers')
    const members = [newMember(0), { ...newMember(1), name: 'a' }]
    expect(poolErrors({ ...emptyPool, group_name: 'chat', members })).toEqual({})
    expect(poolOf({ ...emptyPool, members }).providers).toEqual([{ name: 'a', weight: 1, priority: 0 }])
  })

  it('takes weights above zero only', () => {
    const weighing = (weight: string) =>
      poolErrors({ ...emptyPool, group_name: 'chat', members: [{ ...newMember(0), name: 'a', weight }] })
    expect(['0.5', '2'].map(weighing)).toEqual([{}, {}])
    expect(['0', '-1', 'x', ''].every((weight) => 'providers' in weighing(weight))).toBe(true)
  })
})

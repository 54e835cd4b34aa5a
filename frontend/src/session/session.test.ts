import { http, HttpResponse } from 'msw'
import { describe, expect, it, vi } from 'vitest'
import { ApiError } from '@/api/problem'
import { answer, api, refuse, server } from '@/test/server'
import { Session } from './session'

const refresh = '/api/v1/auth/refresh'

describe('Session', () => {
  it('refreshes once for everybody who asks at the same time', async () => {
    const asked = answer('post', refresh, { access_token: 'fresh', expires_in: 900 })
    const session = new Session()
    const tokens = await Promise.all([session.token(), session.token(), session.renew()])
    expect(tokens).toEqual(['fresh', 'fresh', 'fresh'])
    expect(asked).toHaveLength(1)
  })

  it('keeps a token until shortly before it expires', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    const asked = answer('post', refresh, { access_token: 'second', expires_in: 900 })
    const session = new Session()
    session.begin({ access_token: 'first', expires_in: 900 })
    expect(await session.token()).toBe('first')
    vi.advanceTimersByTime(890_000)
    expect(await session.token()).toBe('second')
    expect(asked).toHaveLength(1)
    vi.useRealTimers()
  })

  it('does not refresh for a token that has been replaced since it was rejected', async () => {
    const asked = answer('post', refresh, { access_token: 'third', expires_in: 900 })
    const session = new Session()
    session.begin({ access_token: 'second', expires_in: 900 })
    expect(await session.renew('first')).toBe('second')
    expect(asked).toHaveLength(0)
  })

  it('says that a session ended only when there was one', async () => {
    refuse('post', refresh, { status: 401 })
    const ended = vi.fn()
    const stranger = new Session()
    stranger.onEnd(ended)
    expect(await stranger.token()).toBeNull()
    expect(stranger.expired).toBe(false)
    expect(ended).not.toHaveBeenCalled()

    const member = new Session()
    member.onEnd(ended)
    member.begin({ access_token: 'old', expires_in: 0 })
    expect(await member.token()).toBeNull()
    expect(member.expired).toBe(true)
    expect(ended).toHaveBeenCalledOnce()
  })

  it('does not take an outage for the end of the session', async () => {
    server.use(http.post(api(refresh), () => HttpResponse.error()))
    const session = new Session()
    session.begin({ access_token: 'old', expires_in: 0 })
    await expect(session.token()).rejects.toBeInstanceOf(ApiError)
    expect(session.signedOut).toBe(false)

    refuse('post', refresh, { status: 503 })
    await expect(session.token()).rejects.toMatchObject({ status: 503 })
    expect(session.signedOut).toBe(false)
  })
})

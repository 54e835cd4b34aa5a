import { http, HttpResponse } from 'msw'
import { beforeEach, describe, expect, it } from 'vitest'
import { answer, api, refuse, server } from '@/test/server'
import { authorized } from './authorized'
import { session } from './session'

const path = '/api/v1/things'

const post = async (body: object) =>
  (
    await authorized(new Request(api(path), { method: 'POST', body: JSON.stringify(body) }))
  ).json() as Promise<unknown>

beforeEach(() => session.begin({ access_token: 'first', expires_in: 900 }))

/** A service that knows one token only and echoes what it was sent. */
function serviceKnowing(token: string) {
  const seen: (string | null)[] = []
  server.use(
    http.post(api(path), async ({ request }) => {
      const authorization = request.headers.get('authorization')
      seen.push(authorization)
      if (authorization !== `Bearer ${token}`)
        return HttpResponse.json({ title: 'No', status: 401 }, { status: 401 })
      return HttpResponse.json({ echo: await request.json() })
    }),
  )
  return seen
}

describe('authorized', () => {
  it('renews a rejected token and sends the same request once more', async () => {
    answer('post', '/api/v1/auth/refresh', { access_token: 'second', expires_in: 900 })
    const seen = serviceKnowing('second')
    expect(await post({ a: 1 })).toEqual({ echo: { a: 1 } })
    expect(seen).toEqual(['Bearer first', 'Bearer second'])
  })

  it('gives up when the new token is rejected too', async () => {
    answer('post', '/api/v1/auth/refresh', { access_token: 'second', expires_in: 900 })
    const seen = serviceKnowing('third')
    await expect(post({})).rejects.toMatchObject({ status: 401 })
    expect(seen).toHaveLength(2)
  })

  it('reports the refusal when the session has ended', async () => {
    refuse('post', '/api/v1/auth/refresh', { status: 401 })
    serviceKnowing('second')
    await expect(post({})).rejects.toMatchObject({ status: 401 })
    expect(session.expired).toBe(true)
  })

  it('leaves any other refusal alone', async () => {
    const asked = refuse('post', path, { status: 403, detail: 'Not with your role.' })
    await expect(post({})).rejects.toThrow('Not with your role.')
    expect(asked).toHaveLength(1)
  })
})

import { describe, expect, it } from 'vitest'
import { ApiError, formErrors, readProblem } from './problem'

const answer = (status: number, body: BodyInit | null, headers: Record<string, string> = {}) =>
  readProblem(new Response(body, { status, headers }))

describe('readProblem', () => {
  it('reads a problem document', async () => {
    const body = {
      title: 'Conflict',
      status: 409,
      detail: 'There is a pool named chat.',
      code: 'exists',
      request_id: 'r1',
    }
    const error = await answer(409, JSON.stringify(body))
    expect(error.message).toBe('There is a pool named chat.')
    expect(error.problem).toMatchObject({ code: 'exists', request_id: 'r1' })
  })

  it('makes do with what a proxy answers', async () => {
    const error = await answer(502, '<html>Bad gateway</html>', { 'x-request-id': 'r2' })
    expect(error.message).toBe('A part of the suite did not answer.')
    expect(error.problem.request_id).toBe('r2')
  })

  it('reads how long to wait', async () => {
    expect((await answer(429, '{}', { 'retry-after': '7' })).retryAfterMs).toBe(7000)
    expect((await answer(503, '{}')).retryAfterMs).toBeNull()
  })
})

describe('formErrors', () => {
  const refused = new ApiError({
    title: 'Unprocessable',
    status: 422,
    detail: 'The request breaks a rule.',
    errors: [
      { field: 'name', message: 'must not be empty' },
      { field: 'timeouts.total_ms', message: 'must be positive' },
    ],
  })

  it('puts each message beside its field, and those without one together', () => {
    expect(formErrors(refused, ['name'])).toEqual({
      byField: { name: 'must not be empty' },
      general: 'timeouts.total_ms: must be positive',
    })
  })

  it('says the whole when no field is named', () => {
    expect(formErrors(new Error('No.'), ['name'])).toEqual({ byField: {}, general: 'No.' })
    expect(formErrors(null, ['name'])).toEqual({ byField: {}, general: null })
  })
})

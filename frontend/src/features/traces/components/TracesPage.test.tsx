import { screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { openConsole } from '@/test/console'
import { traceDetail, traceItem } from '@/test/fixtures'
import { answer, refuse } from '@/test/server'

describe('the trace list', () => {
  it('takes its filters from the URL and puts them there', async () => {
    const asked = answer('get', '/api/v1/traces', { items: [traceItem] })
    const { user, at } = openConsole('/traces?range=1h&min_duration_ms=500')
    await screen.findByRole('link', { name: 'chat gpt-4o-mini' })
    expect(Object.fromEntries(asked[0]?.url.searchParams ?? [])).toMatchObject({
      range: '1h',
      min_duration_ms: '500',
    })

    await user.selectOptions(screen.getByLabelText('Status'), 'error')
    await user.type(screen.getByLabelText('Provider'), 'alpha{Enter}')
    expect(at()).toBe('/traces?range=1h&min_duration_ms=500&status=error&provider=alpha')
    expect(asked.at(-1)?.url.searchParams.get('provider')).toBe('alpha')

    await user.click(screen.getByRole('button', { name: 'Clear' }))
    expect(at()).toBe('/traces?range=1h')
  })

  it('loads the next page where the cursor says', async () => {
    const asked = answer('get', '/api/v1/traces', ({ url }) =>
      new URL(url).searchParams.has('cursor')
        ? { items: [{ ...traceItem, trace_id: 'b'.repeat(32), name: 'the older one' }], next_cursor: null }
        : { items: [traceItem], next_cursor: 'c1' },
    )
    const { user } = openConsole('/traces')
    await user.click(await screen.findByRole('button', { name: 'Load more' }))
    expect(await screen.findByText('the older one')).toBeVisible()
    expect(asked[1]?.url.searchParams.get('cursor')).toBe('c1')
    expect(screen.getByText('That is all in this range.')).toBeVisible()
  })

  it('tells nothing found from nothing there', async () => {
    answer('get', '/api/v1/traces', { items: [] })
    const { user } = openConsole('/traces?status=error')
    expect(await screen.findByText('No trace matches')).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Clear' }))
    expect(await screen.findByText('No requests yet')).toBeVisible()
  })
})

describe('a trace', () => {
  it('opens its spans to their attributes', async () => {
    answer('get', `/api/v1/traces/${traceItem.trace_id}`, traceDetail)
    const { user } = openConsole(`/traces/${traceItem.trace_id}`)
    const failed = await screen.findByRole('button', { name: /attempt alpha/ })
    expect(within(failed).getByText('failed')).toBeInTheDocument()
    await user.click(failed)
    expect(screen.getByText('connection: connection reset by peer')).toBeVisible()
    expect(screen.getByText('switchgear.attempt.number')).toBeVisible()
  })

  it('that does not exist says so', async () => {
    refuse('get', '/api/v1/traces/none', { status: 404, detail: 'There is no trace none.' })
    openConsole('/traces/none')
    expect(await screen.findByText('There is no trace none.')).toBeVisible()
  })
})

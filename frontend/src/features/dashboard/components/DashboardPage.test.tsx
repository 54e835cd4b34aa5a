import { screen, within } from '@testing-library/react'
import { beforeEach, describe, expect, it } from 'vitest'
import { openConsole } from '@/test/console'
import { kpis, noKpis, traceItem } from '@/test/fixtures'
import { answer, refuse } from '@/test/server'

const card = async (label: string) => within((await screen.findByText(label)).closest('li') ?? document.body)

describe('the dashboard', () => {
  beforeEach(() => {
    answer('get', '/api/v1/alerts/recent', { items: [] })
    answer('get', '/api/v1/activity/stream', { items: [] })
  })

  it('greets, and shows each figure with its change', async () => {
    answer('get', '/api/v1/metrics/home-kpis', kpis)
    openConsole('/dashboard')
    expect(await screen.findByRole('heading', { name: 'Welcome back, Ada Lovelace' })).toBeVisible()
    expect((await card('Requests')).getByText('8,819')).toBeVisible()
    expect((await card('Average latency')).getByText('842 ms')).toBeVisible()
    expect((await card('Average latency')).getByText('+8 %')).toHaveClass('text-bad')
    expect((await card('Error rate')).getByText('−40 %')).toHaveClass('text-ok')
    expect((await card('Cost')).getByText('No earlier data')).toBeVisible()
    expect(screen.getByText('1.90 s')).toBeVisible()
  })

  it('leaves gaps where nothing is known, and says how to send the first request', async () => {
    answer('get', '/api/v1/metrics/home-kpis', noKpis)
    openConsole('/dashboard')
    expect((await card('Requests')).getByText('0')).toBeVisible()
    expect((await card('Average latency')).getByText('–')).toBeVisible()
    expect(screen.queryByText('Quality score')).not.toBeInTheDocument()
    expect(await screen.findByText('No requests yet')).toBeVisible()
    expect(screen.getByText(/curl http:\/\/console.test\/v1\/chat\/completions/)).toBeVisible()
    expect(await screen.findByText('No alerts')).toBeVisible()
  })

  it('keeps the time range in the URL', async () => {
    const asked = answer('get', '/api/v1/metrics/home-kpis', kpis)
    const { user, at } = openConsole('/dashboard?range=7d')
    await card('Requests')
    expect(asked[0]?.url.searchParams.get('range')).toBe('7d')
    await user.click(screen.getByRole('radio', { name: '1h' }))
    expect(at()).toBe('/dashboard?range=1h')
    expect(asked.at(-1)?.url.searchParams.get('range')).toBe('1h')
  })

  it('shows what part failed and tries again', async () => {
    refuse('get', '/api/v1/metrics/home-kpis', { status: 503, detail: 'The query service is away.' })
    const { user } = openConsole('/dashboard')
    expect(await screen.findByText('The query service is away.')).toBeVisible()
    answer('get', '/api/v1/metrics/home-kpis', kpis)
    await user.click(screen.getByRole('button', { name: 'Try again' }))
    expect((await card('Requests')).getByText('8,819')).toBeVisible()
  })

  it('leads from activity to the trace', async () => {
    answer('get', '/api/v1/metrics/home-kpis', kpis)
    answer('get', '/api/v1/activity/stream', { items: [traceItem] })
    openConsole('/dashboard')
    const link = await screen.findByRole('link', { name: 'chat gpt-4o-mini' })
    expect(link).toHaveAttribute('href', `/traces/${traceItem.trace_id}`)
    expect(screen.getByText('2 attempts')).toBeVisible()
  })
})

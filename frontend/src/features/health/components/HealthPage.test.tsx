import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { openConsole } from '@/test/console'
import { circuitEvent, healthDashboard, me } from '@/test/fixtures'
import { answer, refuse } from '@/test/server'

const dashboard = '/api/v1/admin/router/health-dashboard'
const provider = (name: string) => screen.findByRole('article', { name })

describe('the health page', () => {
  it('shows each provider with its circuit, what needs attention first', async () => {
    answer('get', dashboard, healthDashboard)
    openConsole('/health')
    const beta = within(await provider('beta'))
    expect(beta.getByText('Open')).toBeVisible()
    expect(beta.getByText('Forced')).toBeVisible()
    expect(beta.getByText('connection reset by peer')).toBeVisible()
    expect(within(await provider('alpha')).getByText('90 %')).toBeVisible()
    expect(screen.getAllByRole('article').map((card) => card.getAttribute('aria-label'))).toEqual([
      'beta',
      'alpha',
    ])
    const group = within(screen.getByRole('region', { name: 'Load balancer groups' }))
    expect(group.getByText('612 ms')).toBeVisible()
  })

  it('asks before it forces a circuit, and sends the reason', async () => {
    answer('get', dashboard, healthDashboard)
    const asked = answer('post', '/api/v1/admin/router/circuit-breakers/alpha/force-open', {})
    const { user } = openConsole('/health')
    await user.click(within(await provider('alpha')).getByRole('button', { name: 'Force open alpha' }))
    const dialog = within(await screen.findByRole('dialog'))
    expect(dialog.getByText(/It gets no traffic from now on/)).toBeVisible()
    expect(asked).toHaveLength(0)
    await user.type(dialog.getByLabelText(/Reason/), 'Maintenance')
    await user.click(dialog.getByRole('button', { name: 'Force open' }))
    await waitFor(() => expect(asked[0]?.body).toEqual({ reason: 'Maintenance' }))
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument())
    expect(screen.getAllByText('The circuit of alpha is forced open.').length).toBeGreaterThan(0)
  })

  it('keeps the dialog open and says why when it was refused', async () => {
    answer('get', dashboard, healthDashboard)
    refuse('post', '/api/v1/admin/router/circuit-breakers/beta/reset', {
      status: 503,
      detail: 'The router is away.',
    })
    const { user } = openConsole('/health')
    await user.click(within(await provider('beta')).getByRole('button', { name: 'Reset beta' }))
    await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Reset' }))
    expect(await screen.findByText('The router is away.')).toBeVisible()
  })

  it('keeps showing the last good data with its age when a call fails', async () => {
    answer('get', dashboard, healthDashboard)
    const { user } = openConsole('/health')
    await provider('alpha')
    refuse('get', dashboard, { status: 503, detail: 'The health service is away.' })
    await user.click(screen.getByRole('button', { name: 'Refresh' }))
    expect(await screen.findByText(/Showing data from/)).toHaveTextContent('The health service is away.')
    expect(await provider('alpha')).toBeVisible()
  })

  it('renews itself every 10 s until told not to', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    const asked = answer('get', dashboard, healthDashboard)
    const { user } = openConsole('/health')
    await provider('alpha')
    vi.advanceTimersByTime(10_000)
    await vi.waitFor(() => expect(asked).toHaveLength(2))

    await user.click(screen.getByRole('switch', { name: /Auto-refresh/ }))
    vi.advanceTimersByTime(60_000)
    await user.click(await screen.findByRole('button', { name: 'Refresh' }))
    await vi.waitFor(() => expect(asked).toHaveLength(3))
    vi.useRealTimers()
  })

  it('offers no controls to whom it would refuse them', async () => {
    answer('get', '/api/v1/auth/me', { ...me, permissions: ['ROUTER_VIEW'] })
    answer('get', dashboard, healthDashboard)
    openConsole('/health')
    const alpha = within(await provider('alpha'))
    expect(alpha.queryByRole('button')).not.toBeInTheDocument()
    expect(alpha.getByRole('link', { name: 'Circuit events of alpha' })).toBeVisible()
  })

  it('shows the ledger of one provider', async () => {
    answer('get', dashboard, healthDashboard)
    const asked = answer('get', '/api/v1/health/circuit-events', {
      items: [circuitEvent],
    })
    const { user, at } = openConsole('/health?provider=beta')
    const dialog = within(await screen.findByRole('dialog', { name: 'Circuit events of beta' }))
    expect(await dialog.findByText('3 failures in a row')).toBeVisible()
    expect(dialog.getByText('after 2 min')).toBeVisible()
    expect(asked[0]?.url.searchParams.get('provider')).toBe('beta')
    await user.click(dialog.getByRole('button', { name: 'Close' }))
    expect(at()).toBe('/health')
  })
})

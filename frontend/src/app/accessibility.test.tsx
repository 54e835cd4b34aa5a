import { screen, waitFor } from '@testing-library/react'
import axe from 'axe-core'
import { beforeEach, describe, expect, it } from 'vitest'
import { openConsole } from '@/test/console'
import {
  action,
  apiKey,
  healthDashboard,
  invitation,
  kpis,
  members,
  pool,
  provider,
  targets,
  traceDetail,
  traceItem,
} from '@/test/fixtures'
import { answer } from '@/test/server'

const pages: [path: string, heading: string][] = [
  ['/dashboard', 'Welcome back, Ada Lovelace'],
  ['/health', 'Health & Reliability'],
  ['/router', 'Router'],
  ['/router?tab=pools', 'Router'],
  ['/traces', 'Traces'],
  [`/traces/${traceItem.trace_id}`, 'chat gpt-4o-mini'],
  ['/actions', 'Actions'],
  ['/settings/api-keys', 'API keys'],
  ['/settings/members', 'Members'],
]

beforeEach(() => {
  answer('get', '/api/v1/metrics/home-kpis', kpis)
  answer('get', '/api/v1/alerts/recent', { items: [] })
  answer('get', '/api/v1/activity/stream', { items: [traceItem] })
  answer('get', '/api/v1/admin/router/health-dashboard', healthDashboard)
  answer('get', '/api/v1/admin/router/providers', { items: [provider] })
  answer('get', '/api/v1/admin/router/load-balancer/pools', { items: [pool] })
  answer('get', '/api/v1/traces', { items: [traceItem] })
  answer('get', `/api/v1/traces/${traceItem.trace_id}`, traceDetail)
  answer('get', '/api/v1/targets', targets)
  answer('get', '/api/v1/actions', { items: [action] })
  answer('get', '/api/v1/api-keys', { items: [apiKey] })
  answer('get', '/api/v1/members', { items: members })
  answer('get', '/api/v1/auth/invitations/abc', invitation)
})

/** Rules that can be told without layout; contrast needs a real browser. */
const violations = async () => {
  const results = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } })
  return results.violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.html).join(' ')}`)
}

describe('accessibility', () => {
  it.each(pages)('%s has no known fault', async (path, heading) => {
    const { queries } = openConsole(path)
    await screen.findByRole('heading', { level: 1, name: heading })
    await waitFor(() => expect(queries.isFetching()).toBe(0))
    expect(await violations()).toEqual([])
  })

  it.each(['/login', '/register', '/invitations/abc'])('%s has no known fault', async (path) => {
    openConsole(path, { signedIn: false })
    await screen.findByRole('heading', { level: 1 })
    expect(await violations()).toEqual([])
  })

  it('lets the keyboard skip to the content first of all', async () => {
    const { user } = openConsole('/actions')
    await screen.findByRole('heading', { level: 1, name: 'Actions' })
    await user.tab()
    expect(screen.getByRole('link', { name: 'Skip to content' })).toHaveFocus()
  })
})

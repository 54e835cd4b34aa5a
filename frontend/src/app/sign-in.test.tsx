import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { openConsole } from '@/test/console'
import { grant, me } from '@/test/fixtures'
import { answer, refuse } from '@/test/server'

const fillLogin = async (user: ReturnType<typeof openConsole>['user']) => {
  await user.type(await screen.findByLabelText('E-mail'), 'ada@example.com')
  await user.type(screen.getByLabelText('Password'), 'analytical engine')
  await user.click(screen.getByRole('button', { name: 'Log in' }))
}

describe('signing in', () => {
  it('asks whoever is not signed in, and goes back to where the link led', async () => {
    answer('post', '/api/v1/auth/login', grant)
    answer('get', '/api/v1/api-keys', { items: [], next_cursor: null })
    const { user, at } = openConsole('/settings/api-keys?x=1', { signedIn: false })
    await fillLogin(user)
    expect(await screen.findByRole('heading', { name: 'API keys' })).toBeVisible()
    expect(at()).toBe('/settings/api-keys?x=1')
  })

  it('shows why it was refused, with the request to ask about', async () => {
    refuse('post', '/api/v1/auth/login', {
      status: 401,
      detail: 'The e-mail address or the password is wrong.',
    })
    const { user } = openConsole('/login', { signedIn: false })
    await fillLogin(user)
    const alert = await screen.findByRole('alert')
    expect(alert).toHaveTextContent('The e-mail address or the password is wrong.')
    expect(alert).toHaveTextContent('req-1')
  })

  it('registers with the message of the server beside its field', async () => {
    const asked = refuse('post', '/api/v1/auth/register', {
      status: 422,
      errors: [{ field: 'password', message: 'is among the commonest' }],
    })
    const { user } = openConsole('/register', { signedIn: false })
    await user.click(await screen.findByRole('button', { name: 'Create account' }))
    expect(screen.getByLabelText('Full name')).toBeInvalid()
    expect(asked).toHaveLength(0)

    await user.type(screen.getByLabelText('Full name'), 'Ada Lovelace')
    await user.type(screen.getByLabelText('E-mail'), 'ada@example.com')
    await user.type(screen.getByLabelText('Workspace name'), 'Engines')
    await user.type(screen.getByLabelText('Password'), '1234567890')
    await user.type(screen.getByLabelText('Confirm password'), '1234567890')
    await user.click(screen.getByRole('button', { name: 'Create account' }))
    await waitFor(() => expect(screen.getByLabelText('Password')).toBeInvalid())
    expect(screen.getByText('is among the commonest')).toBeVisible()
    expect(asked[0]?.body).toEqual({
      full_name: 'Ada Lovelace',
      email: 'ada@example.com',
      workspace_name: 'Engines',
      password: '1234567890',
    })
  })
})

describe('a session that ends', () => {
  it('by itself: says so, and remembers the page', async () => {
    refuse('get', '/api/v1/api-keys', { status: 401 })
    refuse('post', '/api/v1/auth/refresh', { status: 401 })
    const { at } = openConsole('/settings/api-keys')
    expect(await screen.findByText(/Your session has ended/)).toBeVisible()
    expect(at()).toContain('redirect=%2Fsettings%2Fapi-keys')
  })

  it('by logging out: starts anew', async () => {
    answer('get', '/api/v1/api-keys', { items: [] })
    const asked = answer('post', '/api/v1/auth/logout', null, { status: 204 })
    const { user, at } = openConsole('/settings/api-keys')
    await user.click(await screen.findByRole('button', { name: 'Account of Ada Lovelace' }))
    const menu = await screen.findByRole('menu')
    expect(within(menu).getByText('Analytical Engines')).toBeVisible()
    expect(within(menu).getByText('owner')).toBeVisible()
    await user.click(within(menu).getByRole('menuitem', { name: 'Log out' }))
    expect(await screen.findByRole('heading', { name: 'Log in' })).toBeVisible()
    expect(at()).toBe('/login')
    expect(asked).toHaveLength(1)
  })
})

describe('the shell', () => {
  it('has Health & Reliability between Dashboard and Router', async () => {
    answer('get', '/api/v1/api-keys', { items: [] })
    openConsole('/settings/api-keys')
    const navigation = await screen.findByRole('navigation', { name: 'Main' })
    const labels = within(navigation)
      .getAllByRole('link')
      .map((link) => link.textContent)
    expect(labels).toEqual([
      'Dashboard',
      'Health & Reliability',
      'Router',
      'Traces',
      'Actions',
      'API keys',
      'Members',
    ])
  })

  it('shows only the pages that the role may see', async () => {
    answer('get', '/api/v1/auth/me', { ...me, permissions: ['QUERY_VIEW', 'ACTION_VIEW'] })
    answer('get', '/api/v1/traces', { items: [] })
    openConsole('/traces')
    const navigation = await screen.findByRole('navigation', { name: 'Main' })
    const labels = within(navigation)
      .getAllByRole('link')
      .map((link) => link.textContent)
    expect(labels).toEqual(['Dashboard', 'Traces', 'Actions'])
  })

  it('says so when there is no such page', async () => {
    openConsole('/settings/unknown')
    expect(await screen.findByText('There is no such page')).toBeVisible()
  })

  it('offers another try when the gateway is away, and does not log out', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined)
    vi.spyOn(console, 'warn').mockImplementation(() => undefined)
    refuse('get', '/api/v1/auth/me', { status: 503, detail: 'The gateway is starting.' })
    answer('get', '/api/v1/traces', { items: [] })
    const { user } = openConsole('/traces')
    expect(await screen.findByText('The gateway is starting.')).toBeVisible()
    answer('get', '/api/v1/auth/me', me)
    await user.click(screen.getByRole('button', { name: 'Try again' }))
    expect(await screen.findByRole('heading', { name: 'Traces' })).toBeVisible()
  })

  it('turns the theme over and keeps the choice', async () => {
    answer('get', '/api/v1/api-keys', { items: [] })
    document.documentElement.dataset.theme = 'light'
    const { user } = openConsole('/settings/api-keys')
    await user.click(await screen.findByRole('button', { name: 'Switch to dark theme' }))
    expect(document.documentElement.dataset.theme).toBe('dark')
    expect(localStorage.getItem('switchgear.theme')).toBe('dark')
    expect(screen.getByRole('button', { name: 'Switch to light theme' })).toBeVisible()
  })
})

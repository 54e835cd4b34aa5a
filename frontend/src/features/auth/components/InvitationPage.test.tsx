import { screen, waitFor } from '@testing-library/react'
import { beforeEach, describe, expect, it } from 'vitest'
import { openConsole } from '@/test/console'
import { grant, invitation, kpis, me } from '@/test/fixtures'
import { answer, refuse } from '@/test/server'

const address = '/api/v1/auth/invitations/abc'

beforeEach(() => {
  answer('get', '/api/v1/metrics/home-kpis', kpis)
  answer('get', '/api/v1/alerts/recent', { items: [] })
  answer('get', '/api/v1/activity/stream', { items: [] })
})

describe('an invitation', () => {
  it('lets somebody new make an account and join', async () => {
    answer('get', address, invitation)
    const asked = answer('post', `${address}/accept`, { ...grant, access_token: 'joined' })
    const whoAmI = answer('get', '/api/v1/auth/me', me)
    const { user, at } = openConsole('/invitations/abc', { signedIn: false })
    expect(await screen.findByRole('heading', { name: 'Join Analytical Engines' })).toBeVisible()
    expect(screen.getByText('ben@example.com')).toBeVisible()
    expect(screen.getByText(/^Operator: also triggers actions/)).toBeVisible()

    await user.click(screen.getByRole('button', { name: 'Create account and join' }))
    expect(screen.getByLabelText('Full name')).toBeInvalid()
    expect(asked).toHaveLength(0)

    await user.type(screen.getByLabelText('Full name'), ' Ben Hall ')
    await user.type(screen.getByLabelText('Password'), 'difference engine')
    await user.type(screen.getByLabelText('Confirm password'), 'difference engine')
    await user.click(screen.getByRole('button', { name: 'Create account and join' }))
    await waitFor(() => expect(at()).toBe('/dashboard'))
    expect(asked[0]?.body).toEqual({ full_name: 'Ben Hall', password: 'difference engine' })
    expect(whoAmI.at(-1)?.headers.get('authorization')).toBe('Bearer joined')
  })

  it('is accepted by whoever is signed in, with the password of the invited account', async () => {
    answer('get', address, { ...invitation, account: true })
    const asked = answer('post', `${address}/accept`, { ...grant, access_token: 'joined' })
    const { user, at } = openConsole('/invitations/abc')
    expect(
      await screen.findByText(/You are signed in as ada@example.com; joining signs you in as ben/),
    ).toBeVisible()
    expect(screen.queryByLabelText('Full name')).not.toBeInTheDocument()
    await user.type(screen.getByLabelText('Password'), 'difference engine')
    answer('get', '/api/v1/auth/me', {
      ...me,
      user: { id: 'u2', email: 'ben@example.com', full_name: 'Ben Hall' },
    })
    await user.click(screen.getByRole('button', { name: 'Join' }))
    expect(await screen.findByRole('heading', { name: 'Welcome back, Ben Hall' })).toBeVisible()
    expect(at()).toBe('/dashboard')
    expect(asked[0]?.body).toEqual({ password: 'difference engine' })
  })

  it('says that the password was wrong, and stays', async () => {
    answer('get', address, { ...invitation, account: true })
    refuse('post', `${address}/accept`, {
      status: 401,
      detail: 'The e-mail address or the password is wrong.',
    })
    const { user, at } = openConsole('/invitations/abc', { signedIn: false })
    await user.type(await screen.findByLabelText('Password'), 'guess')
    await user.click(screen.getByRole('button', { name: 'Join' }))
    expect(await screen.findByText('The e-mail address or the password is wrong.')).toBeVisible()
    expect(at()).toBe('/invitations/abc')
  })

  it('says so when it is unknown, used, revoked or expired', async () => {
    refuse('get', address, { status: 404, code: 'invitation_not_found' })
    openConsole('/invitations/abc', { signedIn: false })
    expect(await screen.findByRole('heading', { name: 'This invitation is no longer good' })).toBeVisible()
    expect(screen.getByRole('alert')).toHaveTextContent('Unknown, used, revoked or expired')
    expect(screen.getByRole('link', { name: 'Log in' })).toBeVisible()
  })

  it('says so when it was used up while its form was open', async () => {
    answer('get', address, { ...invitation, account: true })
    refuse('post', `${address}/accept`, { status: 404, code: 'invitation_not_found' })
    const { user } = openConsole('/invitations/abc', { signedIn: false })
    await user.type(await screen.findByLabelText('Password'), 'difference engine')
    await user.click(screen.getByRole('button', { name: 'Join' }))
    expect(await screen.findByRole('heading', { name: 'This invitation is no longer good' })).toBeVisible()
  })

  it('offers another try when the gateway is away', async () => {
    refuse('get', address, { status: 503, detail: 'The gateway is starting.' })
    const { user } = openConsole('/invitations/abc', { signedIn: false })
    expect(await screen.findByText('The gateway is starting.')).toBeVisible()
    answer('get', address, invitation)
    await user.click(screen.getByRole('button', { name: 'Try again' }))
    expect(await screen.findByRole('heading', { name: 'Join Analytical Engines' })).toBeVisible()
  })
})

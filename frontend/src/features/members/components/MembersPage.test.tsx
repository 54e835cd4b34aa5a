import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { openConsole } from '@/test/console'
import { me, members } from '@/test/fixtures'
import { answer, refuse } from '@/test/server'

const address = '/api/v1/members'
const table = async (name: string) => within(await screen.findByRole('region', { name }))

describe('members', () => {
  it('are listed with their roles, apart from open invitations', async () => {
    answer('get', address, { items: members })
    openConsole('/settings/members')
    const listed = await table('Members')
    expect(listed.getAllByRole('row')).toHaveLength(3)
    expect(listed.getByLabelText('Role of Ben Hall')).toHaveValue('viewer')
    const invited = await table('Open invitations')
    expect(invited.getByText('cy@example.com')).toBeVisible()
    expect(listed.queryByText('cy@example.com')).not.toBeInTheDocument()
  })

  it('get another role after a question', async () => {
    answer('get', address, { items: members })
    const asked = answer('patch', `${address}/u2`, { ...members[1], role: 'admin' })
    const { user } = openConsole('/settings/members')
    await user.selectOptions((await table('Members')).getByLabelText('Role of Ben Hall'), 'admin')
    const dialog = within(await screen.findByRole('dialog', { name: 'Make Ben Hall an admin?' }))
    expect(asked).toHaveLength(0)
    answer('get', address, { items: [{ ...members[1], role: 'admin' }] })
    await user.click(dialog.getByRole('button', { name: 'Change role' }))
    await waitFor(() => expect(asked[0]?.body).toEqual({ role: 'admin' }))
    await waitFor(() => expect(screen.getByLabelText('Role of Ben Hall')).toHaveValue('admin'))
  })

  it('are removed after a question; a refusal is told in the dialog', async () => {
    answer('get', address, { items: members })
    refuse('delete', `${address}/u2`, { status: 409, detail: 'A workspace keeps an owner.' })
    const { user } = openConsole('/settings/members')
    await user.click(await screen.findByRole('button', { name: 'Remove Ben Hall' }))
    const dialog = within(await screen.findByRole('dialog'))
    await user.click(dialog.getByRole('button', { name: 'Remove' }))
    expect(await dialog.findByText('A workspace keeps an owner.')).toBeVisible()

    const asked = answer('delete', `${address}/u2`, null, { status: 204 })
    answer('get', address, { items: [members[2]] })
    await user.click(dialog.getByRole('button', { name: 'Remove' }))
    await waitFor(() => expect(asked).toHaveLength(1))
    await waitFor(() => expect(screen.queryByText('ben@example.com')).not.toBeInTheDocument())
  })

  it('are invited by a link that is shown once', async () => {
    answer('get', address, { items: [members[2]] })
    const link = 'http://console.test/invitations/secret'
    const asked = answer(
      'post',
      address,
      {
        id: 'i2',
        email: 'dee@example.com',
        role: 'operator',
        token: 'secret',
        link,
        expires_at: members[0]?.since,
      },
      { status: 201 },
    )
    const { user } = openConsole('/settings/members')
    expect(await screen.findByText('No open invitations')).toBeVisible()
    const [open] = screen.getAllByRole('button', { name: 'Invite' })
    if (open) await user.click(open)
    const form = within(await screen.findByRole('dialog'))
    await user.type(form.getByLabelText('E-mail'), 'dee@example.com')
    await user.selectOptions(form.getByLabelText('Role'), 'operator')
    expect(form.queryByRole('option', { name: 'Owner' })).not.toBeInTheDocument()
    await user.click(form.getByRole('button', { name: 'Create invitation' }))

    const shown = within(await screen.findByRole('dialog', { name: 'Invitation for dee@example.com' }))
    expect(asked[0]?.body).toEqual({ email: 'dee@example.com', role: 'operator' })
    await user.click(shown.getByRole('button', { name: 'Copy' }))
    expect(await navigator.clipboard.readText()).toBe(link)
    await user.click(shown.getByRole('button', { name: 'I have copied it' }))
    expect(screen.queryByText(link)).not.toBeInTheDocument()
  })

  it('say in the form why an address was refused', async () => {
    answer('get', address, { items: members })
    refuse('post', address, { status: 409, detail: 'ben@example.com is a member of this workspace already.' })
    const { user } = openConsole('/settings/members')
    await user.click(await screen.findByRole('button', { name: 'Invite' }))
    const form = within(await screen.findByRole('dialog'))
    await user.type(form.getByLabelText('E-mail'), 'ben@example.com')
    await user.click(form.getByRole('button', { name: 'Create invitation' }))
    expect(await form.findByText('ben@example.com is a member of this workspace already.')).toBeVisible()
  })

  it('have their invitations revoked', async () => {
    answer('get', address, { items: members })
    const asked = answer('delete', `${address}/i1`, null, { status: 204 })
    const { user } = openConsole('/settings/members')
    await user.click(await screen.findByRole('button', { name: 'Revoke the invitation of cy@example.com' }))
    await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Revoke' }))
    await waitFor(() => expect(asked).toHaveLength(1))
  })

  it('offer an admin nothing that only an owner may do', async () => {
    answer('get', '/api/v1/auth/me', { ...me, role: 'admin', user: { ...me.user, id: 'u9' } })
    answer('get', address, { items: members })
    openConsole('/settings/members')
    const listed = await table('Members')
    expect(listed.queryByLabelText('Role of Ada Lovelace')).not.toBeInTheDocument()
    expect(listed.queryByRole('button', { name: 'Remove Ada Lovelace' })).not.toBeInTheDocument()
    expect(within(listed.getByLabelText('Role of Ben Hall')).queryByText('Owner')).not.toBeInTheDocument()
  })

  it('are not asked for by whom they would be refused', async () => {
    answer('get', '/api/v1/auth/me', { ...me, role: 'viewer', permissions: ['ROUTER_VIEW'] })
    const asked = answer('get', address, { items: members })
    openConsole('/settings/members')
    expect(await screen.findByText('Only admins and owners see the members')).toBeVisible()
    expect(screen.queryByRole('button', { name: 'Invite' })).not.toBeInTheDocument()
    expect(asked).toHaveLength(0)
  })

  it('offer another try when they could not be loaded', async () => {
    refuse('get', address, { status: 503, detail: 'The gateway is starting.' })
    const { user } = openConsole('/settings/members')
    expect(await screen.findByText('The gateway is starting.')).toBeVisible()
    answer('get', address, { items: members })
    await user.click(screen.getByRole('button', { name: 'Try again' }))
    expect(await screen.findByText('ben@example.com')).toBeVisible()
  })
})

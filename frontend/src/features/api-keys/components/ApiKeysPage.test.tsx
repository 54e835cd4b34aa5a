import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { openConsole } from '@/test/console'
import { apiKey } from '@/test/fixtures'
import { answer } from '@/test/server'

describe('API keys', () => {
  it('are shown once, when they are created', async () => {
    answer('get', '/api/v1/api-keys', { items: [apiKey] })
    const asked = answer(
      'post',
      '/api/v1/api-keys',
      { ...apiKey, name: 'ci', key: 'sg-secret' },
      { status: 201 },
    )
    const { user } = openConsole('/settings/api-keys')
    await user.click(await screen.findByRole('button', { name: 'Create key' }))
    const form = within(await screen.findByRole('dialog'))
    await user.type(form.getByLabelText('Name'), 'ci')
    await user.click(form.getByLabelText(/Telemetry/))
    answer('get', '/api/v1/api-keys', { items: [{ ...apiKey, name: 'ci' }] })
    await user.click(form.getByRole('button', { name: 'Create key' }))

    const shown = within(await screen.findByRole('dialog', { name: 'Key ci' }))
    expect(shown.getByText('sg-secret')).toBeVisible()
    expect(asked[0]?.body).toEqual({ name: 'ci', scopes: ['llm', 'telemetry'] })
    const [copyKey, copyCommand] = shown.getAllByRole('button', { name: 'Copy' })
    expect(copyCommand).toBeVisible()
    if (copyKey) await user.click(copyKey)
    expect(await navigator.clipboard.readText()).toBe('sg-secret')

    await user.click(shown.getByRole('button', { name: 'I have copied it' }))
    expect(screen.queryByText('sg-secret')).not.toBeInTheDocument()
    expect(await screen.findByText('ci')).toBeVisible()
  })

  it('get limits, which the list shows', async () => {
    answer('get', '/api/v1/api-keys', { items: [] })
    const limits = { rpm: 60, tpm: 90_000, budget_usd: 12.5, budget_period: 'day' }
    const asked = answer('post', '/api/v1/api-keys', { ...apiKey, key: 'sg-secret' }, { status: 201 })
    const { user } = openConsole('/settings/api-keys')
    const [open] = await screen.findAllByRole('button', { name: 'Create key' })
    if (open) await user.click(open)
    const form = within(await screen.findByRole('dialog'))
    await user.type(form.getByLabelText('Name'), 'ci')
    await user.type(form.getByLabelText(/Requests a minute/), 'sixty')
    await user.type(form.getByLabelText(/Tokens a minute/), '90000')
    expect(form.getByLabelText('Budget period')).toBeDisabled()
    await user.type(form.getByLabelText(/Budget, USD/), '12.5')
    await user.selectOptions(form.getByLabelText('Budget period'), 'day')
    await user.click(form.getByRole('button', { name: 'Create key' }))
    expect(form.getByLabelText(/Requests a minute/)).toBeInvalid()
    expect(asked).toHaveLength(0)

    await user.clear(form.getByLabelText(/Requests a minute/))
    await user.type(form.getByLabelText(/Requests a minute/), '60')
    answer('get', '/api/v1/api-keys', { items: [{ ...apiKey, ...limits }] })
    await user.click(form.getByRole('button', { name: 'Create key' }))
    expect(await screen.findByText('sg-secret')).toBeVisible()
    expect(asked[0]?.body).toEqual({ name: 'ci', scopes: ['llm'], ...limits })
    await user.click(screen.getByRole('button', { name: 'I have copied it' }))
    expect(await screen.findByText('60 requests/min · 90,000 tokens/min · $12.50 a day')).toBeVisible()
  })

  it('are deleted after a warning', async () => {
    answer('get', '/api/v1/api-keys', { items: [apiKey] })
    const asked = answer('delete', '/api/v1/api-keys/k1', null, { status: 204 })
    const { user } = openConsole('/settings/api-keys')
    await user.click(await screen.findByRole('button', { name: 'Delete the key notebook' }))
    const dialog = within(await screen.findByRole('dialog'))
    expect(dialog.getByText(/cannot be undone/)).toBeVisible()
    await user.click(dialog.getByRole('button', { name: 'Delete key' }))
    await waitFor(() => expect(asked).toHaveLength(1))
  })
})

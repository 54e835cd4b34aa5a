import { screen, waitFor, within } from '@testing-library/react'
import { beforeEach, describe, expect, it } from 'vitest'
import { openConsole } from '@/test/console'
import { pool, provider } from '@/test/fixtures'
import { answer, refuse } from '@/test/server'

const providers = '/api/v1/admin/router/providers'
const pools = '/api/v1/admin/router/load-balancer/pools'

beforeEach(() => {
  answer('get', providers, { items: [provider] })
  answer('get', pools, { items: [pool] })
})

describe('providers', () => {
  it('are added, and a refusal stands beside its field', async () => {
    const refused = refuse('post', providers, {
      status: 422,
      errors: [{ field: 'base_url', message: 'must be http or https' }],
    })
    const { user } = openConsole('/router')
    await user.click(await screen.findByRole('button', { name: 'Add provider' }))
    const dialog = within(await screen.findByRole('dialog'))
    await user.type(dialog.getByLabelText('Name'), 'beta')
    await user.type(dialog.getByLabelText('Base URL'), 'http://localhost:8010/v1')
    await user.type(dialog.getByLabelText(/API key/), 'secret')
    await user.type(dialog.getByLabelText('Models'), 'a, b')
    await user.click(dialog.getByRole('button', { name: 'Add provider' }))
    await waitFor(() => expect(dialog.getByLabelText('Base URL')).toBeInvalid())
    expect(dialog.getByText('must be http or https')).toBeVisible()
    expect(refused[0]?.body).toEqual({
      name: 'beta',
      type: 'openai_compatible',
      base_url: 'http://localhost:8010/v1',
      api_key: 'secret',
      models: ['a', 'b'],
    })

    answer('post', providers, { ...provider, name: 'beta' }, { status: 201 })
    await user.click(dialog.getByRole('button', { name: 'Add provider' }))
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument())
  })

  it('of Amazon are added by region and keys, without an address', async () => {
    const asked = answer('post', providers, { ...provider, name: 'aws' }, { status: 201 })
    const { user } = openConsole('/router')
    await user.click(await screen.findByRole('button', { name: 'Add provider' }))
    const dialog = within(await screen.findByRole('dialog'))
    expect(dialog.queryByLabelText('Region')).not.toBeInTheDocument()
    await user.selectOptions(dialog.getByLabelText('Type'), 'Amazon Bedrock')
    await user.type(dialog.getByLabelText('Name'), 'aws')
    await user.type(dialog.getByLabelText('Region'), 'us-east-1')
    await user.type(dialog.getByLabelText(/Access key ID/), 'AKIA')
    await user.type(dialog.getByLabelText(/Secret access key/), 'secret')
    await user.click(dialog.getByRole('button', { name: 'Add provider' }))
    await waitFor(() =>
      expect(asked[0]?.body).toEqual({
        name: 'aws',
        type: 'bedrock',
        region: 'us-east-1',
        access_key_id: 'AKIA',
        secret_access_key: 'secret',
        models: [],
      }),
    )
  })

  it('are saved over the revision that was read, with the stored key kept', async () => {
    answer('get', `${providers}/alpha`, provider, { headers: { ETag: '"4"' } })
    const asked = refuse('put', `${providers}/alpha`, {
      status: 412,
      detail: 'It was changed by somebody else.',
    })
    const { user } = openConsole('/router')
    await user.click(await screen.findByRole('button', { name: 'Edit alpha' }))
    await user.click(await screen.findByRole('button', { name: 'Save' }))
    expect(await screen.findByText('It was changed by somebody else.')).toBeVisible()
    expect(asked[0]?.headers.get('if-match')).toBe('"4"')
    expect(asked[0]?.body).not.toHaveProperty('api_key')
  })

  it('in a pool are deleted only after saying so', async () => {
    const asked = answer('delete', `${providers}/alpha`, null, { status: 204 })
    const { user } = openConsole('/router')
    await user.click(await screen.findByRole('button', { name: 'Delete alpha' }))
    const dialog = within(await screen.findByRole('dialog'))
    expect(await dialog.findByText(/It is in use: chat/)).toBeVisible()
    await user.click(dialog.getByRole('button', { name: 'Delete nevertheless' }))
    await waitFor(() => expect(asked[0]?.url.searchParams.get('force')).toBe('true'))
  })
})

describe('pools', () => {
  it('are added with the names of providers that may not exist yet', async () => {
    const asked = answer('post', pools, pool, { status: 201 })
    const { user } = openConsole('/router?tab=pools')
    await user.click(await screen.findByRole('button', { name: 'Add pool' }))
    const dialog = within(await screen.findByRole('dialog'))
    await user.click(dialog.getByRole('button', { name: 'Add pool' }))
    expect(dialog.getByText('A pool needs at least one provider.')).toBeVisible()
    expect(asked).toHaveLength(0)

    await user.type(dialog.getByLabelText('Name'), 'fast')
    await user.type(dialog.getByLabelText('Provider 1'), 'alpha')
    await user.click(dialog.getByRole('button', { name: 'Add a provider' }))
    await user.type(dialog.getByLabelText('Provider 2'), 'later')
    await user.clear(dialog.getByLabelText('Weight of provider 2'))
    await user.type(dialog.getByLabelText('Weight of provider 2'), '3')
    await user.selectOptions(dialog.getByLabelText('Strategy'), 'weighted')
    await user.click(dialog.getByRole('button', { name: 'Add pool' }))
    await waitFor(() =>
      expect(asked[0]?.body).toMatchObject({
        group_name: 'fast',
        strategy: 'weighted',
        providers: [
          { name: 'alpha', weight: 1 },
          { name: 'later', weight: 3 },
        ],
      }),
    )
  })
})

describe('tabs', () => {
  it('stand in the URL', async () => {
    answer('get', '/api/v1/admin/router/circuit-breakers', { items: [] })
    const { user, at } = openConsole('/router')
    await user.click(await screen.findByRole('tab', { name: 'Circuits' }))
    expect(at()).toBe('/router?tab=circuits')
    expect(await screen.findByText('No circuits yet')).toBeVisible()
  })
})

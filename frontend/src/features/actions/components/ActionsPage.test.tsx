import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { openConsole } from '@/test/console'
import { action, targets } from '@/test/fixtures'
import { answer, refuse } from '@/test/server'

describe('the actions page', () => {
  it('says what will happen, asks for a reason, and follows the action to its end', async () => {
    answer('get', '/api/v1/targets', targets)
    answer('get', '/api/v1/actions', { items: [] })
    const asked = answer('post', '/api/v1/scale_deployment', { ...action, status: 'queued' }, { status: 202 })
    let status: typeof action.status = 'running'
    answer('get', '/api/v1/actions/a1', () => ({ ...action, status }))
    const { user, at } = openConsole('/actions')

    expect(await screen.findByText('3 of 3 ready')).toBeVisible()
    expect(screen.getByText('Simulated')).toBeVisible()
    expect(await screen.findByText('Nothing has been done yet')).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Scale payment-api' }))
    const dialog = within(await screen.findByRole('dialog'))
    await user.clear(dialog.getByLabelText('Replicas'))
    await user.type(dialog.getByLabelText('Replicas'), '5')
    expect(dialog.getByText(/goes from 3 to 5 replicas/)).toBeVisible()
    expect(dialog.getByRole('button', { name: 'Scale' })).toBeDisabled()
    await user.type(dialog.getByLabelText('Reason'), 'The queue grows')
    await user.click(dialog.getByRole('button', { name: 'Scale' }))

    const detail = within(await screen.findByRole('dialog', { name: 'Scale payment-api' }))
    expect(await detail.findByText('running')).toBeVisible()
    expect(at()).toBe('/actions?action=a1')
    expect(asked[0]?.headers.get('idempotency-key')).toMatch(/^[0-9a-f]{32}$/)
    expect(asked[0]?.body).toMatchObject({
      service_name: 'payment-api',
      target_type: 'kubernetes',
      namespace: 'default',
      reason: 'The queue grows',
      replicas: 5,
    })
    status = 'succeeded'
    expect(await detail.findByText('succeeded')).toBeVisible()
  })

  it('shows why an action was refused', async () => {
    answer('get', '/api/v1/targets', targets)
    answer('get', '/api/v1/actions', { items: [action] })
    refuse('post', '/api/v1/rollout_restart', {
      status: 409,
      detail: 'An action on this target is under way.',
    })
    const { user } = openConsole('/actions')
    await user.click(await screen.findByRole('button', { name: 'Rollout restart payment-api' }))
    const dialog = within(await screen.findByRole('dialog'))
    await user.type(dialog.getByLabelText('Reason'), 'New configuration')
    await user.click(dialog.getByRole('button', { name: 'Rollout restart' }))
    expect(await dialog.findByText('An action on this target is under way.')).toBeVisible()
  })

  it('approves what waits for it, and shows what was decided', async () => {
    let status: typeof action.status = 'pending_approval'
    answer('get', '/api/v1/targets', targets)
    answer('get', '/api/v1/actions', () => ({ items: [{ ...action, status }] }))
    answer('get', '/api/v1/actions/a1', () => ({ ...action, status }))
    const asked = answer('post', '/api/v1/actions/a1/approve', () => {
      status = 'queued'
      return { ...action, status }
    })
    const { user } = openConsole('/actions?action=a1')
    await user.click(await screen.findByRole('button', { name: 'Approve' }))
    const confirm = within(await screen.findByRole('dialog', { name: 'Approve this action?' }))
    await user.type(confirm.getByLabelText(/Reason/), 'Go')
    await user.click(confirm.getByRole('button', { name: 'Approve' }))
    await waitFor(() => expect(asked[0]?.body).toEqual({ reason: 'Go' }))
    expect(await within(await screen.findByRole('dialog')).findByText('queued')).toBeVisible()
  })

  it('lists what was done and why', async () => {
    answer('get', '/api/v1/targets', {
      items: [],
      clusters: [{ cluster_name: 'prod', simulated: false, reachable: false, error: 'refused' }],
    })
    answer('get', '/api/v1/actions', { items: [{ ...action, status: 'blocked' }] })
    openConsole('/actions')
    expect(await screen.findByText('No targets')).toBeVisible()
    expect(screen.getByText('Cluster prod cannot be reached: refused')).toBeVisible()
    const log = within(await screen.findByRole('region', { name: 'Action log' }))
    await waitFor(() => expect(log.getByText('blocked')).toBeVisible())
    expect(log.getByText('The queue grows')).toBeVisible()
    expect(log.getByText('ada@example.com')).toBeVisible()
  })
})

import { screen, waitFor, within } from '@testing-library/react'
import { ws } from 'msw'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openConsole } from '@/test/console'
import { healthDashboard } from '@/test/fixtures'
import { answer, refuse, server } from '@/test/server'

const dashboard = '/api/v1/admin/router/health-dashboard'
const ticket = '/api/v1/auth/ws-ticket'
const socket = ws.link('ws://console.test/ws')
const connected = { type: 'connection:status', status: 'connected', timestamp: '2026-11-21T10:00:00.000Z' }

interface Client {
  url: URL
  heard: unknown[]
  send: (message: object) => void
  close: (code: number) => void
}

/** The suite's end of live connections. */
function liveSuite(): Client[] {
  const clients: Client[] = []
  server.use(
    socket.addEventListener('connection', ({ client }) => {
      const heard: unknown[] = []
      client.addEventListener('message', ({ data }) => heard.push(JSON.parse(data as string)))
      const send = (message: object) => client.send(JSON.stringify(message))
      clients.push({ url: new URL(client.url), heard, send, close: (code) => client.close(code) })
      send(connected)
    }),
  )
  return clients
}

const open = {
  type: 'service:update',
  service: 'alpha',
  data: {
    status: 'failed',
    circuit: { state: 'open', failureCount: 4, lastFailure: null, recoveryAttempts: 1 },
    operations: { total: 13, successful: 9, failed: 4 },
  },
}
const updates = () => screen.findByRole('status', { name: 'Updates' })
const connect = async (clients: Client[]) => {
  openConsole('/health')
  await waitFor(() => expect(clients).toHaveLength(1))
  const [client] = clients
  if (!client) throw new Error('nobody connected')
  return client
}

describe('the health page, live', () => {
  beforeEach(() => {
    vi.spyOn(Math, 'random').mockReturnValue(0)
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('shows a circuit as it opens, before anything is asked', async () => {
    answer('get', dashboard, healthDashboard)
    const tickets = answer('post', ticket, { ticket: 't-1', expires_in: 30 })
    const clients = liveSuite()
    const client = await connect(clients)
    expect(client.url.searchParams.get('ticket')).toBe('t-1')
    expect(client.url.searchParams.has('reconnectAttempts')).toBe(false)
    expect(tickets[0]?.headers.get('authorization')).toBe('Bearer token-1')
    await waitFor(async () => expect(await updates()).toHaveTextContent('Live'))

    const alpha = within(await screen.findByRole('article', { name: 'alpha' }))
    expect(alpha.getByText('Closed')).toBeVisible()
    // From here on no read succeeds: what shows came by the connection.
    const asked = refuse('get', dashboard, { status: 503 })
    client.send(open)
    expect(await alpha.findByText('Open')).toBeVisible()
    // Why it opened is read afterwards.
    await waitFor(() => expect(asked.length).toBeGreaterThan(0))
  })

  it('asks seldom while it is told, and each 10 s when it is not any more', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    const asked = answer('get', dashboard, healthDashboard)
    answer('post', ticket, { ticket: 't-1', expires_in: 30 })
    const clients = liveSuite()
    const { queries } = openConsole('/health')
    await waitFor(async () => expect(await updates()).toHaveTextContent('Live'))
    await screen.findByRole('article', { name: 'alpha' })
    vi.advanceTimersByTime(59_000)
    expect(queries.isFetching({ queryKey: ['health-dashboard'] })).toBe(0)
    expect(asked).toHaveLength(1)
    vi.advanceTimersByTime(1_000)
    await vi.waitFor(() => expect(asked).toHaveLength(2))

    refuse('post', ticket, { status: 503 })
    clients[0]?.close(4000)
    await waitFor(async () => expect(await updates()).toHaveTextContent('Polling'))
    vi.advanceTimersByTime(10_000)
    await vi.waitFor(() => expect(asked).toHaveLength(3))
  })

  it('answers pings with their own time', async () => {
    answer('get', dashboard, healthDashboard)
    answer('post', ticket, { ticket: 't-1', expires_in: 30 })
    const client = await connect(liveSuite())
    client.send({ type: 'ping', timestamp: 1234 })
    await waitFor(() => expect(client.heard).toEqual([{ type: 'pong', timestamp: 1234 }]))
  })

  it('comes back at once with a new ticket when the suite asks for one', async () => {
    answer('get', dashboard, healthDashboard)
    let issued = 0
    answer('post', ticket, () => ({ ticket: `t-${++issued}`, expires_in: 30 }))
    const clients = liveSuite()
    const client = await connect(clients)
    await waitFor(async () => expect(await updates()).toHaveTextContent('Live'))
    client.close(4401)
    await waitFor(() => expect(clients).toHaveLength(2))
    expect(clients[1]?.url.searchParams.get('ticket')).toBe('t-2')
    expect(clients[1]?.url.searchParams.has('reconnectAttempts')).toBe(false)
    expect(await updates()).toHaveTextContent('Live')
  })

  it('polls while there is no connection, and tries again with a new ticket', async () => {
    answer('get', dashboard, healthDashboard)
    let issued = 0
    answer('post', ticket, () => ({ ticket: `t-${++issued}`, expires_in: 30 }))
    const clients = liveSuite()
    const client = await connect(clients)
    await waitFor(async () => expect(await updates()).toHaveTextContent('Live'))
    client.close(4000)
    await waitFor(async () => expect(await updates()).toHaveTextContent('Polling'))
    await waitFor(() => expect(clients).toHaveLength(2))
    expect(clients[1]?.url.searchParams.get('ticket')).toBe('t-2')
    expect(clients[1]?.url.searchParams.get('reconnectAttempts')).toBe('1')
    await waitFor(async () => expect(await updates()).toHaveTextContent('Live'))
  })

  it('gives up a connection that has fallen silent, without waiting for its end', async () => {
    const timers = vi.spyOn(globalThis, 'setTimeout')
    answer('get', dashboard, healthDashboard)
    answer('post', ticket, { ticket: 't-1', expires_in: 30 })
    const clients = liveSuite()
    await connect(clients)
    await waitFor(async () => expect(await updates()).toHaveTextContent('Live'))
    const watch = timers.mock.calls.filter(([, ms]) => ms === 20_000).at(-1)
    watch?.[0]()
    await waitFor(async () => expect(await updates()).toHaveTextContent('Polling'))
    await waitFor(() => expect(clients).toHaveLength(2))
  })

  it('does not ask for tickets again that its role is refused', async () => {
    answer('get', dashboard, healthDashboard)
    const asked = refuse('post', ticket, { status: 403 })
    const delays = vi.spyOn(globalThis, 'setTimeout')
    openConsole('/health')
    expect(await screen.findByRole('article', { name: 'alpha' })).toBeVisible()
    await waitFor(() => expect(asked).toHaveLength(1))
    expect(await updates()).toHaveTextContent('Polling')
    expect(delays.mock.calls.filter(([, ms]) => ms === 1_000 || ms === 800)).toEqual([])
  })

  it('closes the connection with the page', async () => {
    answer('get', dashboard, healthDashboard)
    answer('get', '/api/v1/traces', { items: [] })
    answer('post', ticket, { ticket: 't-1', expires_in: 30 })
    const clients: { closed: boolean }[] = []
    server.use(
      socket.addEventListener('connection', ({ client }) => {
        const each = { closed: false }
        clients.push(each)
        client.addEventListener('close', () => (each.closed = true))
      }),
    )
    const { router } = openConsole('/health')
    await waitFor(() => expect(clients).toHaveLength(1))
    await router.navigate({ to: '/traces' })
    await waitFor(() => expect(clients[0]?.closed).toBe(true))
  })
})

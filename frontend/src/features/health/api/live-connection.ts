import { body, gateway } from '@/api/clients'
import { ApiError } from '@/api/problem'
import { readMessage, type ServiceUpdate } from '../model/live-update'
import { delayBefore, NEW_TICKET } from '../model/reconnect'

/** The suite pings every 5 s: who hears nothing for so long has lost it, though no closing frame came. */
const silenceMs = 20_000

interface Listener {
  onUpdate: (update: ServiceUpdate) => void
  /** Whether updates arrive by themselves now. */
  onLive: (live: boolean) => void
}

const fetchTicket = async (signal: AbortSignal): Promise<string> =>
  (await body(gateway.POST('/api/v1/auth/ws-ticket', { signal }))).ticket

/**
 * A live connection that comes back by itself until it is closed: each attempt with a new ticket, later and later, at
 * once only when the suite itself asked for a new ticket.
 */
export class LiveConnection {
  private readonly closed = new AbortController()
  private socket: WebSocket | null = null
  private wait: ReturnType<typeof setTimeout> | undefined
  private watch: ReturnType<typeof setTimeout> | undefined
  private attempts = 0
  private live = false

  constructor(private readonly listener: Listener) {
    void this.connect()
  }

  close(): void {
    this.closed.abort()
    clearTimeout(this.wait)
    this.drop()
    this.say(false)
  }

  private async connect(): Promise<void> {
    try {
      const ticket = await fetchTicket(this.closed.signal)
      if (!this.closed.signal.aborted) this.open(ticket)
    } catch (error) {
      if (this.closed.signal.aborted) return
      // Neither a role nor the end of the session changes by asking again.
      const refused = error instanceof ApiError && [401, 403].includes(error.status)
      if (refused) this.say(false)
      else this.again()
    }
  }

  private open(ticket: string): void {
    const socket = new WebSocket(address(ticket, this.attempts))
    this.socket = socket
    this.listen(socket)
    socket.onmessage = (event) => {
      if (this.socket !== socket) return
      this.listen(socket)
      this.hear(socket, event.data)
    }
    socket.onclose = (event) => this.lost(socket, event.code)
  }

  private hear(socket: WebSocket, frame: unknown): void {
    const message = readMessage(frame)
    switch (message?.type) {
      case 'ping':
        socket.send(JSON.stringify({ type: 'pong', timestamp: message.timestamp }))
        break
      case 'connection:status':
        if (message.status === 'connected') this.attempts = 0
        this.say(message.status === 'connected')
        break
      case 'service:update':
        this.listener.onUpdate(message)
        break
    }
  }

  /** Waits for the next sign of life; a socket that gives none is given up without its closing handshake. */
  private listen(socket: WebSocket): void {
    clearTimeout(this.watch)
    this.watch = setTimeout(() => this.lost(socket), silenceMs)
  }

  private lost(socket: WebSocket, code?: number): void {
    if (this.socket !== socket) return
    this.drop()
    if (code === NEW_TICKET && this.live) void this.connect()
    else this.again()
  }

  private again(): void {
    this.say(false)
    this.attempts += 1
    this.wait = setTimeout(() => void this.connect(), delayBefore(this.attempts, Math.random()))
  }

  private drop(): void {
    clearTimeout(this.watch)
    const socket = this.socket
    this.socket = null
    socket?.close()
  }

  private say(live: boolean): void {
    if (this.live === live) return
    this.live = live
    this.listener.onLive(live)
  }
}

function address(ticket: string, attempts: number): string {
  const url = new URL('/ws', location.origin)
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
  url.searchParams.set('ticket', ticket)
  if (attempts > 0) url.searchParams.set('reconnectAttempts', String(attempts))
  return url.href
}

import { send, successful } from '@/api/http'
import type { components } from '@/api/generated/gateway'
import { ApiError } from '@/api/problem'

/** What login, register, refresh and switch answer, as far as the session needs it. */
export type Grant = Pick<components['schemas']['SignedIn'], 'access_token' | 'expires_in'>

type State =
  | { status: 'unknown' }
  | { status: 'in'; token: string; validUntil: number }
  | { status: 'out'; expired: boolean }

/** Renew a little early, so that a token does not expire on its way. */
const marginMs = 15_000

/**
 * Who is signed in, in this tab. The access token lives in memory alone; the refresh token is a cookie that scripts
 * cannot read. Refreshing is single-flight here and, by a lock, over all tabs: the server rotates the cookie and takes
 * the reuse of an old one for theft.
 */
export class Session {
  private state: State = { status: 'unknown' }
  private renewal: Promise<string | null> | null = null
  private readonly listeners = new Set<() => void>()
  private readonly tabs =
    typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('switchgear.session')

  constructor() {
    this.tabs?.addEventListener('message', () => this.leave(false))
  }

  /** Called whenever a session ends; that there was none to begin with is no end. */
  onEnd(listener: () => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** True when the last session of this tab ended by itself rather than by logging out. */
  get expired(): boolean {
    return this.state.status === 'out' && this.state.expired
  }

  get signedOut(): boolean {
    return this.state.status === 'out'
  }

  begin(grant: Grant): void {
    this.state = {
      status: 'in',
      token: grant.access_token,
      validUntil: Date.now() + grant.expires_in * 1000 - marginMs,
    }
  }

  /** Ends the session here and in every other tab. */
  end(): void {
    this.tabs?.postMessage('end')
    this.leave(false)
  }

  /** A token that is valid now, renewed if need be; null when nobody is signed in. */
  async token(): Promise<string | null> {
    if (this.state.status === 'out') return null
    if (this.state.status === 'in' && Date.now() < this.state.validUntil) return this.state.token
    return this.renew()
  }

  /**
   * Gets a new token by the refresh cookie; null when the server says there is no session any more. An outage is not
   * an answer: it throws, and the session stays as it is. `rejected` is the token that a service turned down; when it
   * has been replaced in the meantime, the newer one is good enough.
   */
  async renew(rejected?: string): Promise<string | null> {
    if (rejected && this.state.status === 'in' && this.state.token !== rejected) return this.state.token
    this.renewal ??= exclusively(() => this.refresh()).finally(() => {
      this.renewal = null
    })
    return this.renewal
  }

  private async refresh(): Promise<string | null> {
    const wasIn = this.state.status === 'in'
    try {
      const request = new Request(`${location.origin}/api/v1/auth/refresh`, { method: 'POST' })
      const grant = (await (await successful(await send(request))).json()) as Grant
      this.begin(grant)
      return grant.access_token
    } catch (error) {
      if (!(error instanceof ApiError) || ![400, 401, 403].includes(error.status)) throw error
      this.leave(wasIn)
      return null
    }
  }

  private leave(expired: boolean): void {
    const wasIn = this.state.status === 'in'
    this.state = { status: 'out', expired }
    if (wasIn) this.listeners.forEach((listener) => listener())
  }
}

async function exclusively<T>(work: () => Promise<T>): Promise<T> {
  // The DOM's types say that locks are always there; plain http beside localhost has none.
  const locks = navigator.locks as LockManager | undefined
  return locks ? await locks.request('switchgear.refresh', work) : work()
}

export const session = new Session()

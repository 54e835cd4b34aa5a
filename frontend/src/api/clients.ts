import createClient from 'openapi-fetch'
import { authorized } from '@/session/authorized'
import type * as ActionEngine from './generated/action-engine'
import type * as Gateway from './generated/gateway'
import type * as HealthService from './generated/health-service'
import type * as QueryService from './generated/query-service'
import type * as RouterService from './generated/router-service'
import { send, successful } from './http'
import type { Wire } from './wire'

/** One client a service; the gateway is where all of them are reached. Calls that do not succeed throw an ApiError. */
const asUser = { baseUrl: location.origin, fetch: authorized }

export const gateway = createClient<Gateway.paths>(asUser)
export const routerService = createClient<RouterService.paths>(asUser)
export const healthService = createClient<HealthService.paths>(asUser)
export const queryService = createClient<QueryService.paths>(asUser)
export const actionEngine = createClient<ActionEngine.paths>(asUser)

/** For whoever is not signed in yet: a 401 is the answer then, not a reason to renew the session. */
export const guest = createClient<Gateway.paths>({
  baseUrl: location.origin,
  fetch: async (request) => successful(await send(request)),
})

/** What is answered. */
export type GatewaySchema<K extends keyof Gateway.components['schemas']> = Wire<
  Gateway.components['schemas'][K]
>
export type RouterSchema<K extends keyof RouterService.components['schemas']> = Wire<
  RouterService.components['schemas'][K]
>
export type HealthSchema<K extends keyof HealthService.components['schemas']> = Wire<
  HealthService.components['schemas'][K]
>
export type QuerySchema<K extends keyof QueryService.components['schemas']> = Wire<
  QueryService.components['schemas'][K]
>
export type ActionSchema<K extends keyof ActionEngine.components['schemas']> = Wire<
  ActionEngine.components['schemas'][K]
>

/** What is sent: there, optional means that it may be left out. */
export type GatewayInput<K extends keyof Gateway.components['schemas']> = Gateway.components['schemas'][K]
export type RouterInput<K extends keyof RouterService.components['schemas']> =
  RouterService.components['schemas'][K]
export type ActionInput<K extends keyof ActionEngine.components['schemas']> =
  ActionEngine.components['schemas'][K]

export interface Versioned<T> {
  value: T
  /** What to send back as If-Match, so that nobody's change is overwritten unseen. */
  etag: string | undefined
}

/** The body of a call that succeeded, with the version that its answer states. */
export async function versioned<T>(
  call: Promise<{ data?: T; response: Response }>,
): Promise<Versioned<NonNullable<T>>> {
  const { data, response } = await call
  return { value: data as NonNullable<T>, etag: response.headers.get('etag') ?? undefined }
}

/** The body of a call that succeeded; whatever did not has thrown before. */
export async function body<T>(call: Promise<{ data?: T }>): Promise<NonNullable<T>> {
  return (await call).data as NonNullable<T>
}

import { authorized } from '@/session/authorized'

interface Options {
  query?: object
  body?: unknown
  headers?: Record<string, string>
  signal?: AbortSignal
}

/** One call as the signed-in user; throws an ApiError for anything but success. */
export async function call<T>(method: string, path: string, options: Options = {}): Promise<T> {
  const response = await respond(method, path, options)
  return (response.status === 204 ? undefined : await response.json()) as T
}

export function respond(method: string, path: string, { query, body, headers, signal }: Options = {}) {
  const url = new URL(path, location.origin)
  for (const [key, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== null && value !== '') url.searchParams.set(key, String(value))
  }
  return authorized(
    new Request(url, {
      method,
      signal,
      headers: { ...(body !== undefined && { 'Content-Type': 'application/json' }), ...headers },
      body: body === undefined ? undefined : JSON.stringify(body),
    }),
  )
}

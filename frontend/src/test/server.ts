import { http, HttpResponse, type JsonBodyType } from 'msw'
import { setupServer } from 'msw/node'
import type { Problem } from '@/api/problem'
import { me, suiteHealth } from './fixtures'

export const api = (path: string) => `http://console.test${path}`

/** The suite as the console sees it in tests: what every page asks for, and whatever a test adds. */
export const server = setupServer(
  http.get(api('/api/v1/auth/me'), () => HttpResponse.json(me)),
  http.get(api('/api/health'), () => HttpResponse.json(suiteHealth)),
  // No live connections, unless a test is about them.
  http.post(api('/api/v1/auth/ws-ticket'), () => new HttpResponse(null, { status: 503 })),
)

type Answer = (request: Request) => object
type Method = 'get' | 'post' | 'put' | 'patch' | 'delete'

/** Makes the suite answer one call, and remembers what it was asked. */
export function answer(method: Method, path: string, body: object | Answer | null, init?: ResponseInit) {
  const asked: { url: URL; headers: Headers; body: unknown }[] = []
  server.use(
    http[method](api(path), async ({ request }) => {
      const text = await request.clone().text()
      asked.push({
        url: new URL(request.url),
        headers: request.headers,
        body: text ? (JSON.parse(text) as unknown) : undefined,
      })
      const content: unknown = typeof body === 'function' ? (body as Answer)(request) : body
      return init?.status === 204
        ? new HttpResponse(null, init)
        : HttpResponse.json(content as JsonBodyType, init)
    }),
  )
  return asked
}

/** Makes the suite refuse one call with a problem document. */
export function refuse(method: Method, path: string, problem: Partial<Problem> & { status: number }) {
  const body = { type: 'about:blank', title: 'Refused', request_id: 'req-1', ...problem }
  return answer(method, path, body, {
    status: problem.status,
    headers: { 'Content-Type': 'application/problem+json' },
  })
}

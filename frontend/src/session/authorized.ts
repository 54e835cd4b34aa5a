import { send, successful } from '@/api/http'
import { readProblem } from '@/api/problem'
import { session } from './session'

/** Sends a request with the access token; a rejected token is renewed and the request sent once more. */
export async function authorized(request: Request): Promise<Response> {
  const token = await session.token()
  const again = request.clone()
  const response = await send(withToken(request, token))
  if (response.status !== 401) return successful(response)
  const renewed = token === null ? null : await session.renew(token)
  if (renewed === null) throw await readProblem(response)
  return successful(await send(withToken(again, renewed)))
}

function withToken(request: Request, token: string | null): Request {
  if (token !== null) request.headers.set('Authorization', `Bearer ${token}`)
  return request
}

import { readProblem, unreachable } from './problem'

const timeoutMs = 20_000

/** Sends one request; answers whatever status came, throws an ApiError when no answer came, aborts as the caller does. */
export async function send(request: Request): Promise<Response> {
  const deadline = AbortSignal.timeout(timeoutMs)
  try {
    return await fetch(request, { signal: AbortSignal.any([request.signal, deadline]) })
  } catch (error) {
    if (request.signal.aborted) throw error
    throw unreachable(deadline.aborted ? 'timeout' : 'network')
  }
}

/** Passes a successful answer on and throws the problem that any other carries. */
export async function successful(response: Response): Promise<Response> {
  if (response.ok) return response
  throw await readProblem(response)
}

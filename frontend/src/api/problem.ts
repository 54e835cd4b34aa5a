/** An RFC 9457 problem document as every service answers it. */
export interface Problem {
  type?: string
  title: string
  status: number
  detail?: string
  code?: string
  request_id?: string
  errors?: FieldError[]
}

export interface FieldError {
  field: string
  message: string
}

/** A call that did not succeed. Status 0: no answer came at all. */
export class ApiError extends Error {
  override readonly name = 'ApiError'

  constructor(
    readonly problem: Problem,
    readonly retryAfterMs: number | null = null,
    /** What the answer carried, where that is more than a problem. */
    readonly body: unknown = null,
  ) {
    super(problem.detail ?? problem.title)
  }

  get status() {
    return this.problem.status
  }

  get unreachable() {
    return this.problem.status === 0
  }
}

export function unreachable(reason: 'timeout' | 'network'): ApiError {
  const detail =
    reason === 'timeout'
      ? 'The suite took too long to answer.'
      : 'The suite cannot be reached. Check your connection, or whether the gateway is running.'
  return new ApiError({ title: 'No answer', status: 0, detail, code: reason })
}

const byStatus: Record<number, string> = {
  401: 'You are not signed in.',
  403: 'Your role does not allow this.',
  404: 'There is nothing here by that name.',
  413: 'That is too large.',
  429: 'Too many requests. Wait a moment and try again.',
  502: 'A part of the suite did not answer.',
  503: 'A part of the suite is away.',
  504: 'A part of the suite took too long to answer.',
}

/** Reads whatever an unsuccessful answer carries; proxies in between may answer without a problem document. */
export async function readProblem(response: Response): Promise<ApiError> {
  const seconds = Number(response.headers.get('retry-after') ?? NaN)
  const retryAfterMs = Number.isFinite(seconds) ? seconds * 1000 : null
  const fallback: Problem = {
    title: response.statusText || 'Request failed',
    status: response.status,
    detail: byStatus[response.status] ?? `The suite answered with status ${response.status}.`,
    request_id: response.headers.get('x-request-id') ?? undefined,
  }
  try {
    const body = (await response.json()) as Partial<Problem> | null
    return new ApiError({ ...fallback, ...present(body ?? {}), status: response.status }, retryAfterMs, body)
  } catch {
    return new ApiError(fallback, retryAfterMs)
  }
}

function present(body: Partial<Problem>): Partial<Problem> {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null && value !== undefined))
}

/** The messages for one form: by field where the form has it, the rest together. */
export function formErrors(error: unknown, fields: readonly string[]) {
  const byField: Record<string, string> = {}
  const rest: string[] = []
  if (error === null || error === undefined) return { byField, general: null }
  const problem = error instanceof ApiError ? error.problem : null
  for (const each of problem?.errors ?? []) {
    if (fields.includes(each.field)) byField[each.field] ??= each.message
    else rest.push(`${each.field}: ${each.message}`)
  }
  if (rest.length > 0) return { byField, general: rest.join('. ') }
  const general = Object.keys(byField).length > 0 ? null : messageOf(error)
  return { byField, general }
}

/** One sentence for a reader. */
export function messageOf(error: unknown): string {
  return error instanceof Error && error.message ? error.message : 'Something went wrong.'
}

/** The id to quote to support, when the answer had one. */
export function requestIdOf(error: unknown): string | null {
  return error instanceof ApiError ? (error.problem.request_id ?? null) : null
}

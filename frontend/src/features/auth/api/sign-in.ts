import { useMutation } from '@tanstack/react-query'
import { send, successful } from '@/api/http'
import { session, type Grant } from '@/session/session'

export interface Credentials {
  email: string
  password: string
}

export interface Registration extends Credentials {
  full_name: string
  workspace_name: string
}

/** Without a token: nobody is signed in yet, and a 401 here is the answer, not a reason to refresh. */
async function post(path: string, body: unknown): Promise<Grant> {
  const request = new Request(`${location.origin}${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })
  return (await (await successful(await send(request))).json()) as Grant
}

const login = (credentials: Credentials) => post('/api/v1/auth/login', credentials)

const register = (registration: Registration) => post('/api/v1/auth/register', registration)

export function useLogin() {
  return useMutation({ mutationFn: login, onSuccess: (grant) => session.begin(grant) })
}

export function useRegister() {
  return useMutation({ mutationFn: register, onSuccess: (grant) => session.begin(grant) })
}

import { useMutation } from '@tanstack/react-query'
import { body, guest, type GatewayInput } from '@/api/clients'
import { session } from '@/session/session'

const login = (credentials: GatewayInput<'Credentials'>) =>
  body(guest.POST('/api/v1/auth/login', { body: credentials }))

const register = (registration: GatewayInput<'Registration'>) =>
  body(guest.POST('/api/v1/auth/register', { body: registration }))

export const useLogin = () => useMutation({ mutationFn: login, onSuccess: (grant) => session.begin(grant) })

export const useRegister = () =>
  useMutation({ mutationFn: register, onSuccess: (grant) => session.begin(grant) })

import { useMutation } from '@tanstack/react-query'
import { call } from '@/api/call'
import { session } from '@/session/session'

const logout = () => call<void>('POST', '/api/v1/auth/logout')

/** Signs out. When the gateway cannot be told, the token of this tab is forgotten all the same. */
export function useLogout() {
  return useMutation({ mutationFn: logout, onSettled: () => session.end() })
}

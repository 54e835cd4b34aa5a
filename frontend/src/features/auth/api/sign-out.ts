import { useMutation } from '@tanstack/react-query'
import { gateway } from '@/api/clients'
import { session } from '@/session/session'

const logout = () => gateway.POST('/api/v1/auth/logout')

/** Signs out. When the gateway cannot be told, the token of this tab is forgotten all the same. */
export const useLogout = () => useMutation({ mutationFn: logout, onSettled: () => session.end() })

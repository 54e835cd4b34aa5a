import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { body, guest, type GatewayInput, type GatewaySchema } from '@/api/clients'
import { session } from '@/session/session'

export type Invitation = GatewaySchema<'InvitationView'>

const fetchInvitation = (token: string, signal: AbortSignal): Promise<Invitation> =>
  body(guest.GET('/api/v1/auth/invitations/{token}', { params: { path: { token } }, signal }))

const acceptInvitation = (token: string, acceptance: GatewayInput<'Acceptance'>) =>
  body(
    guest.POST('/api/v1/auth/invitations/{token}/accept', { params: { path: { token } }, body: acceptance }),
  )

const invitationQuery = (token: string) =>
  queryOptions({
    queryKey: ['invitation', token],
    queryFn: ({ signal }) => fetchInvitation(token, signal),
    // Once accepted it is gone, while its page is still being left.
    staleTime: Infinity,
  })

export const useInvitation = (token: string) => useQuery(invitationQuery(token))

/** Joins: the session is the invited person's from then on, whoever was signed in before. */
export function useAcceptInvitation(token: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (acceptance: GatewayInput<'Acceptance'>) => acceptInvitation(token, acceptance),
    onSuccess: (grant) => {
      session.begin(grant)
      queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'invitation' })
    },
  })
}

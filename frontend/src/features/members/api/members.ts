import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { body, gateway, type GatewayInput, type GatewaySchema } from '@/api/clients'
import type { Role } from '@/lib/roles'

export type Member = GatewaySchema<'Member'>

const fetchMembers = (signal: AbortSignal): Promise<GatewaySchema<'PageMember'>> =>
  body(gateway.GET('/api/v1/members', { params: { query: { limit: 500 } }, signal }))

/** The one call whose answer carries the invitation's link. */
const inviteMember = (member: GatewayInput<'NewMember'>) =>
  body(gateway.POST('/api/v1/members', { body: member }))

const changeRole = ({ id, role }: { id: string; role: Role }) =>
  gateway.PATCH('/api/v1/members/{id}', { params: { path: { id } }, body: { role } })

/** Removes a member, or revokes an invitation. */
const removeMember = (id: string) => gateway.DELETE('/api/v1/members/{id}', { params: { path: { id } } })

const membersQuery = queryOptions({
  queryKey: ['members'],
  queryFn: ({ signal }) => fetchMembers(signal),
})

export const useMembers = () => useQuery(membersQuery)

function useRenewMembers() {
  const queries = useQueryClient()
  return () => queries.invalidateQueries({ queryKey: membersQuery.queryKey })
}

export const useInviteMember = () =>
  useMutation({
    mutationFn: inviteMember,
    onSuccess: useRenewMembers(),
    // The link must not outlive its dialog.
    gcTime: 0,
  })

export const useChangeRole = () => useMutation({ mutationFn: changeRole, onSuccess: useRenewMembers() })

export const useRemoveMember = () => useMutation({ mutationFn: removeMember, onSuccess: useRenewMembers() })

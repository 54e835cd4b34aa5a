import { useMutation, useQueryClient } from '@tanstack/react-query'
import { body, gateway } from '@/api/clients'
import { session } from '@/session/session'

const switchWorkspace = (workspaceId: string) =>
  body(gateway.POST('/api/v1/auth/switch', { body: { workspace_id: workspaceId } }))

/** Moves the session to another workspace: whatever was loaded belongs to the old one and is fetched anew. */
export function useSwitchWorkspace() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: switchWorkspace,
    onSuccess: async (grant) => {
      session.begin(grant)
      await queries.resetQueries()
    },
  })
}

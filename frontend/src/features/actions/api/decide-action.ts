import { useMutation } from '@tanstack/react-query'
import { actionEngine, body } from '@/api/clients'
import type { Decision } from '../model/decision'
import type { Action } from './get-actions'
import { useActionsChanged } from './trigger-action'

interface Deciding {
  id: string
  decision: Decision
  reason?: string
}

const decideAction = ({ id, decision, reason }: Deciding): Promise<Action> => {
  const params = { path: { id } }
  return decision === 'revert'
    ? body(actionEngine.POST('/api/v1/actions/{id}/revert', { params }))
    : body(actionEngine.POST(`/api/v1/actions/{id}/${decision}`, { params, body: { reason } }))
}

export const useDecideAction = () => useMutation({ mutationFn: decideAction, onSuccess: useActionsChanged() })

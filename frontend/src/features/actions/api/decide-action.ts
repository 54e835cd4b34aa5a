import { useMutation } from '@tanstack/react-query'
import { call } from '@/api/call'
import type { Decision } from '../model/decision'
import type { Action } from './get-actions'
import { useActionsChanged } from './trigger-action'

interface Deciding {
  id: string
  decision: Decision
  reason?: string
}

const decideAction = ({ id, decision, reason }: Deciding) =>
  call<Action>('POST', `/api/v1/actions/${encodeURIComponent(id)}/${decision}`, { body: { reason } })

export const useDecideAction = () => useMutation({ mutationFn: decideAction, onSuccess: useActionsChanged() })

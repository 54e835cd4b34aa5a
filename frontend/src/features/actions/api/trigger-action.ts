import { useMutation, useQueryClient } from '@tanstack/react-query'
import { actionEngine, body } from '@/api/clients'
import type { ActionRequest, ActionType } from '../model/request'
import type { Action } from './get-actions'

interface Trigger {
  type: ActionType
  request: ActionRequest
  /** Sent again with the same key, a request is carried out once. */
  idempotencyKey: string
}

const triggerAction = ({ type, request, idempotencyKey }: Trigger): Promise<Action> =>
  body(
    actionEngine.POST(`/api/v1/${type}`, {
      params: { header: { 'Idempotency-Key': idempotencyKey } },
      body: request,
    }),
  )

export const useTriggerAction = () =>
  useMutation({ mutationFn: triggerAction, onSuccess: useActionsChanged() })

/** What is known of actions and targets is asked for anew. */
export function useActionsChanged() {
  const queries = useQueryClient()
  return () =>
    Promise.all(['actions', 'action', 'targets'].map((key) => queries.invalidateQueries({ queryKey: [key] })))
}

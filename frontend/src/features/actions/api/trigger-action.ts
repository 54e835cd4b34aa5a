import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '@/api/call'
import type { ActionKind, ActionRequest } from '../model/request'

const paths: Record<ActionKind, string> = {
  restart: '/api/v1/restart_deployment',
  scale: '/api/v1/scale_deployment',
  rollout_restart: '/api/v1/rollout_restart',
}

interface Trigger {
  kind: ActionKind
  request: ActionRequest
  /** Sent again with the same key, a request is carried out once. */
  idempotencyKey: string
}

const triggerAction = ({ kind, request, idempotencyKey }: Trigger) =>
  call<{ action_id: string; status: string }>('POST', paths[kind], {
    body: request,
    headers: { 'Idempotency-Key': idempotencyKey },
  })

export function useTriggerAction() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: triggerAction,
    onSuccess: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ['actions'] }),
        queries.invalidateQueries({ queryKey: ['targets'] }),
      ]),
  })
}

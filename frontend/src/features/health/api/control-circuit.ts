import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '@/api/call'
import type { CircuitCommand } from '../model/command'

interface Control {
  provider: string
  command: CircuitCommand
  reason?: string
}

const controlCircuit = ({ provider, command, reason }: Control) =>
  call<unknown>('POST', `/api/v1/admin/router/circuit-breakers/${encodeURIComponent(provider)}/${command}`, {
    body: { reason },
  })

export function useControlCircuit() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: controlCircuit,
    onSuccess: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ['health-dashboard'] }),
        queries.invalidateQueries({ queryKey: ['circuit-events'] }),
        queries.invalidateQueries({ queryKey: ['circuit-breakers'] }),
      ]),
  })
}

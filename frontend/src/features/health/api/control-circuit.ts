import { useMutation, useQueryClient } from '@tanstack/react-query'
import { routerService } from '@/api/clients'
import type { CircuitCommand } from '../model/command'

interface Control {
  provider: string
  command: CircuitCommand
  reason?: string
}

const controlCircuit = ({ provider, command, reason }: Control) =>
  routerService.POST(`/api/v1/admin/router/circuit-breakers/{name}/${command}`, {
    params: { path: { name: provider } },
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

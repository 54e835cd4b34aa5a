import type { ActionInput } from '@/api/clients'
import { plural } from '@/lib/format'
import type { Target } from '../api/get-targets'

/** As the API calls them: the last step of the path that requests one. */
export type ActionType = Target['actions'][number]

export type ActionRequest = ActionInput<'ActionBody'>

/** The size that a target is to have: a number, or bounds where an autoscaler owns the number. */
export type Size = { replicas: number } | { min_replicas: number; max_replicas: number }

export const actionLabels: Record<ActionType, string> = {
  restart_deployment: 'Restart',
  scale_deployment: 'Scale',
  rollout_restart: 'Rollout restart',
}

/** "Scale payment-api" for an entry of the log. */
export const actionTitle = (type: ActionType, serviceName: string) => `${actionLabels[type]} ${serviceName}`

/** What will happen to the target, in sentences. */
export function consequence(type: ActionType, target: Target, size: Size | null): string {
  const what = `${target.kind} ${target.service_name}`
  const happens = () => {
    switch (type) {
      case 'restart_deployment':
        return `All ${plural(target.replicas, 'replica')} of ${what} are replaced in the way that its own strategy says, be it with an interruption.`
      case 'rollout_restart':
        return `The replicas of ${what} are replaced one after another. It keeps serving meanwhile.`
      case 'scale_deployment':
        return scaling(what, target, size)
    }
  }
  return target.requires_approval
    ? `${happens()} It waits until an administrator has approved it.`
    : happens()
}

function scaling(what: string, target: Target, size: Size | null): string {
  if (size === null || isPresent(target, size)) return `${what} stays as it is.`
  if ('replicas' in size) {
    const warning = size.replicas === 0 ? ' With none it serves nothing.' : ''
    return `${what} goes from ${target.replicas} to ${plural(size.replicas, 'replica')}.${warning}`
  }
  return `The autoscaler of ${what} keeps between ${size.min_replicas} and ${plural(size.max_replicas, 'replica')}.`
}

/** Whether the target has that size already. */
export function isPresent({ replicas, autoscaler }: Target, size: Size): boolean {
  if ('replicas' in size) return size.replicas === replicas
  return autoscaler?.min_replicas === size.min_replicas && autoscaler.max_replicas === size.max_replicas
}

export interface SizeForm {
  replicas: string
  min: string
  max: string
}

export const sizeForm = ({ replicas, autoscaler }: Target): SizeForm => ({
  replicas: String(replicas),
  min: String(autoscaler?.min_replicas ?? ''),
  max: String(autoscaler?.max_replicas ?? ''),
})

/** The size that the form holds; null while it holds none. */
export function parseSize({ autoscaler }: Target, form: SizeForm): Size | null {
  if (!autoscaler) {
    const replicas = whole(form.replicas)
    return replicas === null ? null : { replicas }
  }
  const [min_replicas, max_replicas] = [whole(form.min), whole(form.max)]
  if (min_replicas === null || max_replicas === null || min_replicas > max_replicas) return null
  return { min_replicas, max_replicas }
}

const whole = (text: string): number | null => (/^\d{1,5}$/.test(text.trim()) ? Number(text) : null)

export function requestFor(
  type: ActionType,
  target: Target,
  reason: string,
  size: Size | null,
): ActionRequest {
  const { service_name, target_type, kind, cluster_name, namespace } = target
  return {
    service_name,
    target_type,
    kind,
    cluster_name,
    namespace,
    reason: reason.trim(),
    ...(type === 'scale_deployment' && size),
  }
}

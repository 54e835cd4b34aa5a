import { plural } from '@/lib/format'
import type { Target } from '../api/get-targets'

export type ActionKind = 'restart' | 'scale' | 'rollout_restart'

export interface ActionRequest {
  service_name: string
  target_type: Target['target_type']
  kind?: string
  cluster_name?: string
  namespace?: string
  region?: string
  project?: string
  reason: string
  replicas?: number
}

export const actionLabels: Record<ActionKind, string> = {
  restart: 'Restart',
  scale: 'Scale',
  rollout_restart: 'Rollout restart',
}

/** What will happen to the target, in sentences. */
export function consequence(kind: ActionKind, target: Target, replicas: number | null): string {
  const what = `${target.kind} ${target.service_name}`
  switch (kind) {
    case 'restart':
      return `All ${plural(target.replicas, 'replica')} of ${what} are restarted. It may be away for a moment.`
    case 'rollout_restart':
      return `The replicas of ${what} are replaced one after another. It keeps serving meanwhile.`
    case 'scale':
      return replicas === null || replicas === target.replicas
        ? `${what} has ${plural(target.replicas, 'replica')}.`
        : `${what} goes from ${count(target.replicas)} to ${plural(replicas, 'replica')}.` +
            (replicas === 0 ? ' With none it serves nothing.' : '')
  }
}

const count = (replicas: number) => String(replicas)

/** A whole number of replicas, or null when the text is none. */
export function parseReplicas(text: string): number | null {
  return /^\d{1,4}$/.test(text.trim()) ? Number(text) : null
}

export function requestFor(
  kind: ActionKind,
  target: Target,
  reason: string,
  replicas: number | null,
): ActionRequest {
  return {
    service_name: target.service_name,
    target_type: target.target_type,
    kind: target.kind,
    cluster_name: target.cluster_name ?? undefined,
    namespace: target.namespace ?? undefined,
    region: target.region ?? undefined,
    project: target.project ?? undefined,
    reason: reason.trim(),
    ...(kind === 'scale' && replicas !== null && { replicas }),
  }
}

/** "Scale payment-api" for an entry of the log; types that this console does not know are shown as they are. */
export function actionTitle({ type, service_name }: { type: string; service_name: string }): string {
  const label = Object.entries(actionLabels).find(([kind]) => kind === type)?.[1] ?? type.replaceAll('_', ' ')
  return `${label} ${service_name}`
}

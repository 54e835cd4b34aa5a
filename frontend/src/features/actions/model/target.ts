import type { Tone } from '@/lib/tone'
import type { Target } from '../api/get-targets'
import type { ActionKind } from './request'

/** How many replicas are ready, and what that means. */
export function readiness({ ready_replicas: ready, replicas }: Target): { label: string; tone: Tone } {
  if (replicas === 0) return { label: 'Scaled to zero', tone: 'neutral' }
  const label = `${ready} of ${replicas} ready`
  return { label, tone: ready >= replicas ? 'ok' : ready === 0 ? 'bad' : 'warn' }
}

/** What may be done with a target, in the order of how often it is. */
export function actionsOf(target: Target): ActionKind[] {
  return (['rollout_restart', 'restart', 'scale'] as const).filter((kind) => target.actions.includes(kind))
}

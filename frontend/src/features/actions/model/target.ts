import type { Tone } from '@/lib/tone'
import type { Target } from '../api/get-targets'
import type { ActionType } from './request'

/** How many replicas are ready, and what that means. */
export function readiness({ ready, replicas, rollout }: Target): { label: string; tone: Tone } {
  if (replicas === 0) return { label: 'Scaled to zero', tone: 'neutral' }
  const label = `${ready} of ${replicas} ready`
  if (ready === 0 || rollout === 'stalled') return { label, tone: 'bad' }
  return { label, tone: ready >= replicas && rollout === 'complete' ? 'ok' : 'warn' }
}

/** What may be done with a target, what disturbs least first. */
export function actionsOf(target: Target): ActionType[] {
  const order = ['rollout_restart', 'restart_deployment', 'scale_deployment'] as const
  return order.filter((type) => target.actions.includes(type))
}

import type { Tone } from '@/lib/tone'
import type { Action } from '../api/get-actions'

export type ActionStatus = Action['status']

const tones: Record<ActionStatus, Tone> = {
  pending_approval: 'warn',
  queued: 'info',
  running: 'info',
  verifying: 'info',
  succeeded: 'ok',
  failed: 'bad',
  reverted: 'warn',
  rejected: 'neutral',
  cancelled: 'neutral',
  blocked: 'bad',
}

export const statusTone = (status: ActionStatus): Tone => tones[status]

export const statusLabel = (status: ActionStatus): string => status.replaceAll('_', ' ')

/** Whether the action still changes by itself. */
export function isUnderWay(status: ActionStatus): boolean {
  return status === 'queued' || status === 'running' || status === 'verifying'
}

const steps: ActionStatus[] = ['queued', 'running', 'verifying']

/** How far an action has come, in steps of the way that succeeds; null once it has ended or while it waits for people. */
export function progress(status: ActionStatus): { done: number; of: number } | null {
  const at = steps.indexOf(status)
  return at < 0 ? null : { done: at + 1, of: steps.length + 1 }
}

import type { Permission } from '@/session/me'
import type { Action } from '../api/get-actions'

export type Decision = 'approve' | 'reject' | 'cancel' | 'revert'

interface Words {
  label: string
  title: string
  /** What will happen, before it does. */
  description: string
  needs: Permission
}

export const decisionWords: Record<Decision, Words> = {
  approve: {
    label: 'Approve',
    title: 'Approve this action?',
    description: 'It is carried out at once.',
    needs: 'ACTION_APPROVE',
  },
  reject: {
    label: 'Reject',
    title: 'Reject this action?',
    description: 'Nothing is changed, and it cannot be approved any more.',
    needs: 'ACTION_APPROVE',
  },
  cancel: {
    label: 'Cancel action',
    title: 'Cancel this action?',
    description: 'Nothing is changed. An action that has begun cannot be cancelled.',
    needs: 'ACTION_EXECUTE',
  },
  revert: {
    label: 'Revert',
    title: 'Revert this action?',
    description: 'Another action sets the size back to what it was before this one.',
    needs: 'ACTION_EXECUTE',
  },
}

/** What may be decided about an action as it is. */
export function decisionsFor({ status, revertible }: Pick<Action, 'status' | 'revertible'>): Decision[] {
  if (status === 'pending_approval') return ['approve', 'reject', 'cancel']
  if (status === 'queued') return ['cancel']
  return revertible ? ['revert'] : []
}

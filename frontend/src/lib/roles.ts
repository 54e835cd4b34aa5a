import type { GatewaySchema } from '@/api/clients'

export type Role = GatewaySchema<'Membership'>['role']

/** From the least to the most; each may also what those before it may. */
export const roles: readonly { value: Role; label: string; may: string }[] = [
  { value: 'viewer', label: 'Viewer', may: 'sees everything but members and keys, and sends completions' },
  { value: 'operator', label: 'Operator', may: 'also triggers actions, acknowledges and silences alerts' },
  { value: 'admin', label: 'Admin', may: 'also changes routing, approves actions, manages members and keys' },
  { value: 'owner', label: 'Owner', may: 'also makes and removes owners' },
]

/** A role's name, and what it is good for. */
export const roleWords = (role: Role) => roles.find((each) => each.value === role) ?? { label: role, may: '' }

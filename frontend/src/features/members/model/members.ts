import { roles, type Role } from '@/lib/roles'
import type { Member } from '../api/members'

/** Who asks: nobody changes or removes themselves, so that nobody locks themselves out by mistake. */
export interface Asker {
  id: string
  role: Role
}

export const byName = (members: readonly Member[]): Member[] =>
  [...members].sort((a, b) => nameOf(a).localeCompare(nameOf(b)))

export const nameOf = (member: Member): string => member.full_name ?? member.email

/** The gateway's own rules, which decide: only owners touch owners, and an invitation makes none. */
export function mayTouch(member: Member, asker: Asker): boolean {
  return member.id !== asker.id && (member.role !== 'owner' || asker.role === 'owner')
}

/** The roles that somebody may be given, the present one among them. */
export function rolesFor(member: Member, asker: Asker): typeof roles {
  return roles.filter(
    ({ value }) =>
      value === member.role ||
      (mayTouch(member, asker) &&
        (value !== 'owner' || (asker.role === 'owner' && member.status === 'active'))),
  )
}

export const invitable = roles.filter(({ value }) => value !== 'owner')

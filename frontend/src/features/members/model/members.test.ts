import { describe, expect, it } from 'vitest'
import type { Member } from '../api/members'
import { mayTouch, rolesFor } from './members'

const member = (role: Member['role'], status: Member['status'] = 'active', id = 'm'): Member => ({
  id,
  role,
  status,
  email: `${id}@example.com`,
  full_name: null,
  since: '2026-11-21T10:00:00.000Z',
  expires_at: null,
})
const owner = { id: 'me', role: 'owner' } as const
const admin = { id: 'me', role: 'admin' } as const
const values = (given: ReturnType<typeof rolesFor>) => given.map(({ value }) => value)

describe('rolesFor', () => {
  it('lets owners alone make owners, of members alone', () => {
    expect(values(rolesFor(member('viewer'), owner))).toEqual(['viewer', 'operator', 'admin', 'owner'])
    expect(values(rolesFor(member('viewer'), admin))).toEqual(['viewer', 'operator', 'admin'])
    expect(values(rolesFor(member('viewer', 'invited'), owner))).toEqual(['viewer', 'operator', 'admin'])
  })

  it('leaves no choice where nothing may be changed', () => {
    expect(values(rolesFor(member('owner'), admin))).toEqual(['owner'])
    expect(values(rolesFor(member('owner', 'active', 'me'), owner))).toEqual(['owner'])
  })
})

describe('mayTouch', () => {
  it('is for others, and owners are for owners', () => {
    expect(mayTouch(member('owner'), owner)).toBe(true)
    expect(mayTouch(member('owner'), admin)).toBe(false)
    expect(mayTouch(member('admin'), admin)).toBe(true)
    expect(mayTouch(member('admin', 'active', 'me'), admin)).toBe(false)
  })
})

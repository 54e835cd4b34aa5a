import { UserMinus } from 'lucide-react'
import { roleWords } from '@/lib/roles'
import { useMe } from '@/session/me'
import { Badge } from '@/ui/Badge'
import { Button, IconButton } from '@/ui/Button'
import { cx } from '@/lib/cx'
import { inputClass } from '@/ui/Field'
import { Table, Td, Th } from '@/ui/Table'
import { Time } from '@/ui/Time'
import type { Member } from '../api/members'
import { mayTouch, nameOf, rolesFor } from '../model/members'
import type { PendingChange } from './MemberDialog'

interface TableProps {
  members: Member[]
  onChange: (pending: PendingChange) => void
}

export function MemberTable({ members, onChange }: TableProps) {
  const me = useMe()
  return (
    <Table
      label="Members"
      head={
        <>
          <Th>Name</Th>
          <Th>E-mail</Th>
          <Th>Role</Th>
          <Th>Since</Th>
          <Th>
            <span className="sr-only">Remove</span>
          </Th>
        </>
      }
    >
      {members.map((member) => (
        <tr key={member.id}>
          <Td className="max-w-60 truncate font-medium">
            {nameOf(member)} {member.id === me.user.id && <Badge>You</Badge>}
          </Td>
          <Td className="text-muted max-w-72 truncate">{member.email}</Td>
          <Td>
            <RoleChoice member={member} onChange={onChange} />
          </Td>
          <Td className="text-muted">
            <Time at={member.since} />
          </Td>
          <Td className="w-px">
            {mayTouch(member, { id: me.user.id, role: me.role }) && (
              <IconButton
                icon={UserMinus}
                label={`Remove ${nameOf(member)}`}
                onClick={() => onChange({ member, to: null })}
              />
            )}
          </Td>
        </tr>
      ))}
    </Table>
  )
}

export function InvitationTable({ members, onChange }: TableProps) {
  return (
    <Table
      label="Open invitations"
      head={
        <>
          <Th>For</Th>
          <Th>Role</Th>
          <Th>Invited</Th>
          <Th>Ends</Th>
          <Th>
            <span className="sr-only">Revoke</span>
          </Th>
        </>
      }
    >
      {members.map((member) => (
        <tr key={member.id}>
          <Td className="max-w-72 truncate font-medium">{member.email}</Td>
          <Td>
            <RoleChoice member={member} onChange={onChange} />
          </Td>
          <Td className="text-muted">
            <Time at={member.since} />
          </Td>
          <Td className="text-muted">
            <Time at={member.expires_at} />
          </Td>
          <Td className="w-px">
            <Button
              size="sm"
              aria-label={`Revoke the invitation of ${member.email}`}
              onClick={() => onChange({ member, to: null })}
            >
              Revoke
            </Button>
          </Td>
        </tr>
      ))}
    </Table>
  )
}

/** Shows the role, and where it may be changed, asks for another. */
function RoleChoice({ member, onChange }: { member: Member; onChange: TableProps['onChange'] }) {
  const me = useMe()
  const choices = rolesFor(member, { id: me.user.id, role: me.role })
  if (choices.length < 2) return <>{roleWords(member.role).label}</>
  return (
    <select
      aria-label={`Role of ${nameOf(member)}`}
      value={member.role}
      onChange={(event) => {
        const to = choices.find(({ value }) => value === event.target.value)
        if (to) onChange({ member, to: to.value })
      }}
      className={cx(inputClass, 'w-32')}
    >
      {choices.map(({ value, label }) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </select>
  )
}

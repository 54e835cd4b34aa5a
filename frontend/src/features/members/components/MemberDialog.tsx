import { roleWords, type Role } from '@/lib/roles'
import { ConfirmDialog } from '@/ui/ConfirmDialog'
import { toast } from '@/ui/toast'
import { useChangeRole, useRemoveMember, type Member } from '../api/members'
import { nameOf } from '../model/members'

export interface PendingChange {
  member: Member
  /** Null for their removal, or that of their invitation. */
  to: Role | null
}

/** Asks before somebody gets another role or is removed, and says afterwards that it was done. */
export function MemberDialog({ pending, onClose }: { pending: PendingChange; onClose: () => void }) {
  const changeRole = useChangeRole()
  const remove = useRemoveMember()
  const { member, to } = pending
  const common = { open: true, onOpenChange: (open: boolean) => !open && onClose() }
  const name = nameOf(member)

  if (to !== null) {
    const { label, may } = roleWords(to)
    return (
      <ConfirmDialog
        {...common}
        title={`Make ${name} ${to === 'viewer' ? 'a' : 'an'} ${to}?`}
        description={`${label}: ${may}.`}
        confirmLabel="Change role"
        onConfirm={async () => {
          await changeRole.mutateAsync({ id: member.id, role: to })
          toast(`${name} has the role ${to} now.`)
        }}
      />
    )
  }
  const invited = member.status === 'invited'
  return (
    <ConfirmDialog
      {...common}
      danger
      title={invited ? `Revoke the invitation of ${name}?` : `Remove ${name} from the workspace?`}
      description={
        invited
          ? 'Its link no longer works. Somebody else can be invited, or the same person again.'
          : 'They lose access to this workspace. Their account and the keys that they created stay.'
      }
      confirmLabel={invited ? 'Revoke' : 'Remove'}
      onConfirm={async () => {
        await remove.mutateAsync(member.id)
        toast(invited ? `The invitation of ${name} has been revoked.` : `${name} has been removed.`)
      }}
    />
  )
}

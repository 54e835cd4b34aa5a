import { useState } from 'react'
import { Lock, MailPlus, UserPlus } from 'lucide-react'
import { useCan } from '@/session/me'
import { Button } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { Load } from '@/ui/Load'
import { Page } from '@/ui/Page'
import { EmptyState } from '@/ui/States'
import { useMembers } from '../api/members'
import { byName } from '../model/members'
import { InviteDialog } from './InviteDialog'
import { MemberDialog, type PendingChange } from './MemberDialog'
import { InvitationTable, MemberTable } from './MemberTables'

export function MembersPage() {
  return useCan('ADMIN') ? <Members /> : <NotForYou />
}

function Members() {
  const members = useMembers()
  const [inviting, setInviting] = useState(false)
  const [pending, setPending] = useState<PendingChange | null>(null)
  const invite = (
    <Button variant="primary" icon={UserPlus} onClick={() => setInviting(true)}>
      Invite
    </Button>
  )
  return (
    <Page title="Members" lead="Who may see and run this workspace." actions={invite}>
      <Load query={members}>
        {({ items, next_cursor }) => {
          const active = byName(items.filter(({ status }) => status === 'active'))
          const invited = byName(items.filter(({ status }) => status === 'invited'))
          return (
            <>
              <Card title="Members" hint={next_cursor ? 'The newest 500' : String(active.length)} flush>
                <MemberTable members={active} onChange={setPending} />
              </Card>
              <Card title="Open invitations" flush>
                {invited.length === 0 ? (
                  <EmptyState icon={MailPlus} title="No open invitations" action={invite}>
                    Whoever is invited gets a link from you, and joins with the role that you choose.
                  </EmptyState>
                ) : (
                  <InvitationTable members={invited} onChange={setPending} />
                )}
              </Card>
            </>
          )
        }}
      </Load>
      {inviting && <InviteDialog onClose={() => setInviting(false)} />}
      {pending && <MemberDialog pending={pending} onClose={() => setPending(null)} />}
    </Page>
  )
}

function NotForYou() {
  return (
    <Page title="Members">
      <Card>
        <EmptyState icon={Lock} title="Only admins and owners see the members">
          Ask one of them to invite somebody or to change a role.
        </EmptyState>
      </Card>
    </Page>
  )
}

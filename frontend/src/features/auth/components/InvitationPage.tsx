import { MailX } from 'lucide-react'
import { Link, getRouteApi } from '@tanstack/react-router'
import { ApiError } from '@/api/problem'
import { roleWords } from '@/lib/roles'
import { buttonClass } from '@/ui/Button'
import { Load } from '@/ui/Load'
import { EmptyState } from '@/ui/States'
import { Time } from '@/ui/Time'
import { useAcceptInvitation, useInvitation, type Invitation } from '../api/invitation'
import { AuthLayout } from './AuthLayout'
import { JoinForm } from './JoinForm'

const route = getRouteApi('/invitations/$token')
const isGone = (error: unknown) => error instanceof ApiError && error.status === 404

/** What somebody sees who has been handed an invitation's link. */
export function InvitationPage() {
  const { token } = route.useParams()
  const { reader } = route.useRouteContext()
  const invitation = useInvitation(token)
  const accept = useAcceptInvitation(token)

  if (isGone(invitation.error) || isGone(accept.error)) return <Gone signedIn={reader !== null} />
  return (
    <AuthLayout
      title={invitation.data ? `Join ${invitation.data.workspace_name}` : 'Invitation'}
      lead={invitation.data ? `You have been invited as ${invitation.data.role}.` : 'To a workspace.'}
    >
      <Load query={invitation}>
        {(data) => (
          <>
            <Summary invitation={data} />
            <Whose invitation={data} reader={reader} />
            <JoinForm invitation={data} accept={accept} />
          </>
        )}
      </Load>
    </AuthLayout>
  )
}

function Summary({ invitation }: { invitation: Invitation }) {
  const entries = [
    { name: 'Workspace', value: invitation.workspace_name },
    { name: 'For', value: invitation.email },
    { name: 'Role', value: `${roleWords(invitation.role).label}: ${roleWords(invitation.role).may}` },
    { name: 'Ends', value: <Time at={invitation.expires_at} /> },
  ]
  return (
    <dl className="bg-sunken mb-4 grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-1 rounded-md border px-3 py-2 text-sm">
      {entries.map(({ name, value }) => (
        <div key={name} className="contents">
          <dt className="text-muted">{name}</dt>
          <dd className="break-words">{value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** Whose password is asked for, which is the question when somebody is signed in already. */
function Whose({ invitation, reader }: { invitation: Invitation; reader: string | null }) {
  const { email, account } = invitation
  const sentences = [
    reader !== null &&
      reader !== email &&
      `You are signed in as ${reader}; joining signs you in as ${email}.`,
    account
      ? `${email} has an account: its password confirms that it is you.`
      : `${email} has no account yet: this creates it.`,
  ]
  return <p className="text-muted mb-4 text-sm">{sentences.filter(Boolean).join(' ')}</p>
}

function Gone({ signedIn }: { signedIn: boolean }) {
  return (
    <AuthLayout title="This invitation is no longer good" lead="Nothing has been changed.">
      <div role="alert">
        <EmptyState
          icon={MailX}
          title="Unknown, used, revoked or expired"
          action={
            <Link to={signedIn ? '/dashboard' : '/login'} className={buttonClass('secondary', 'sm')}>
              {signedIn ? 'Go to the dashboard' : 'Log in'}
            </Link>
          }
        >
          An invitation works once, until it ends. If you have joined with it, log in; else ask whoever
          invited you for a new one.
        </EmptyState>
      </div>
    </AuthLayout>
  )
}

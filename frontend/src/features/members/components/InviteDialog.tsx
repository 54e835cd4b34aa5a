import { useState } from 'react'
import { formErrors } from '@/api/problem'
import { roleWords, type Role } from '@/lib/roles'
import { Button } from '@/ui/Button'
import { Code } from '@/ui/Code'
import { Dialog, DialogActions } from '@/ui/Dialog'
import { SelectField, TextField } from '@/ui/Field'
import { ProblemNote } from '@/ui/ProblemNote'
import { Time } from '@/ui/Time'
import { useInviteMember } from '../api/members'
import { invitable } from '../model/members'

/** Invites somebody and shows the link, once. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const invite = useInviteMember()
  const invited = invite.data
  return invited ? (
    <Dialog
      wide
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Invitation for ${invited.email}`}
      description="No e-mail is sent: hand on this link yourself. It is shown this once and cannot be shown again."
    >
      <Code text={invited.link} wrap />
      <p className="text-muted mt-3 text-sm">
        Whoever has it can join as {invited.role}, once. It ends <Time at={invited.expires_at} />.
      </p>
      <DialogActions>
        <Button variant="primary" onClick={onClose}>
          I have copied it
        </Button>
      </DialogActions>
    </Dialog>
  ) : (
    <Dialog open onOpenChange={(open) => !open && onClose()} title="Invite somebody">
      <InviteForm invite={invite} onCancel={onClose} />
    </Dialog>
  )
}

function InviteForm({
  invite,
  onCancel,
}: {
  invite: ReturnType<typeof useInviteMember>
  onCancel: () => void
}) {
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<Role>('viewer')
  const errors = formErrors(invite.error, ['email', 'role'])
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        invite.mutate({ email: email.trim(), role })
      }}
    >
      <TextField
        label="E-mail"
        type="email"
        required
        autoFocus
        autoComplete="off"
        maxLength={254}
        value={email}
        error={errors.byField.email}
        onChange={(event) => setEmail(event.target.value)}
      />
      <SelectField
        label="Role"
        value={role}
        error={errors.byField.role}
        hint={`${roleWords(role).label}: ${roleWords(role).may}.`}
        onChange={(event) =>
          setRole(invitable.find(({ value }) => value === event.target.value)?.value ?? role)
        }
      >
        {invitable.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </SelectField>
      {errors.general && <ProblemNote error={invite.error} message={errors.general} />}
      <DialogActions>
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="submit" variant="primary" disabled={email.trim() === ''} busy={invite.isPending}>
          Create invitation
        </Button>
      </DialogActions>
    </form>
  )
}

import { useState } from 'react'
import { useRouter } from '@tanstack/react-router'
import { formErrors } from '@/api/problem'
import { Button } from '@/ui/Button'
import { TextField } from '@/ui/Field'
import { ProblemNote } from '@/ui/ProblemNote'
import type { Invitation, useAcceptInvitation } from '../api/invitation'
import { passwordHints, personErrors, type PersonForm } from '../model/registration'
import { PasswordHints } from './PasswordHints'

const empty: PersonForm = { full_name: '', password: '', confirmation: '' }

interface JoinFormProps {
  invitation: Invitation
  accept: ReturnType<typeof useAcceptInvitation>
}

/** Accepts an invitation: with the password of the account that there is, or by making one. */
export function JoinForm({ invitation, accept }: JoinFormProps) {
  const router = useRouter()
  const [form, setForm] = useState(empty)
  const [missing, setMissing] = useState<Partial<PersonForm>>({})
  const answered = formErrors(accept.error, ['full_name', 'password'])
  const field = (name: keyof PersonForm) => ({
    value: form[name],
    error: missing[name] ?? answered.byField[name],
    required: true,
    onChange: (event: React.ChangeEvent<HTMLInputElement>) => {
      setForm({ ...form, [name]: event.target.value })
      setMissing({ ...missing, [name]: undefined })
    },
  })

  const submit = async () => {
    const errors = invitation.account ? {} : personErrors(form)
    setMissing(errors)
    if (Object.keys(errors).length > 0) return
    try {
      const { password } = form
      await accept.mutateAsync(
        invitation.account ? { password } : { password, full_name: form.full_name.trim() },
      )
      await router.navigate({ to: '/dashboard', replace: true })
    } catch {
      // Shown below, from the mutation's state.
    }
  }

  return (
    <form
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      {/* For password managers, which keep a password by the name beside it. */}
      <input type="hidden" name="username" autoComplete="username" value={invitation.email} />
      {invitation.account ? (
        <TextField
          label="Password"
          type="password"
          autoComplete="current-password"
          autoFocus
          {...field('password')}
        />
      ) : (
        <>
          <TextField label="Full name" autoComplete="name" autoFocus {...field('full_name')} />
          <TextField label="Password" type="password" autoComplete="new-password" {...field('password')} />
          <TextField
            label="Confirm password"
            type="password"
            autoComplete="new-password"
            hint={<PasswordHints hints={passwordHints(form.password, form.confirmation)} />}
            {...field('confirmation')}
          />
        </>
      )}
      {answered.general && <ProblemNote error={accept.error} message={answered.general} />}
      <Button type="submit" variant="primary" busy={accept.isPending}>
        {invitation.account ? 'Join' : 'Create account and join'}
      </Button>
    </form>
  )
}

import { useState } from 'react'
import { Link, getRouteApi, useRouter } from '@tanstack/react-router'
import { formErrors } from '@/api/problem'
import { safeRedirect } from '@/lib/redirect'
import { Button } from '@/ui/Button'
import { TextField } from '@/ui/Field'
import { ProblemNote } from '@/ui/ProblemNote'
import { useRegister } from '../api/sign-in'
import {
  passwordHints,
  registrationErrors,
  type FieldErrors,
  type RegistrationForm,
} from '../model/registration'
import { AuthLayout } from './AuthLayout'
import { PasswordHints } from './PasswordHints'

const route = getRouteApi('/register')
const empty: RegistrationForm = {
  full_name: '',
  email: '',
  workspace_name: '',
  password: '',
  confirmation: '',
}

export function RegisterPage() {
  const { redirect } = route.useSearch()
  const router = useRouter()
  const register = useRegister()
  const [form, setForm] = useState(empty)
  const [missing, setMissing] = useState<FieldErrors>({})
  const answered = formErrors(register.error, Object.keys(empty))

  const field = (name: keyof RegistrationForm) => ({
    value: form[name],
    error: missing[name] ?? answered.byField[name],
    required: true,
    onChange: (event: React.ChangeEvent<HTMLInputElement>) => {
      setForm({ ...form, [name]: event.target.value })
      setMissing({ ...missing, [name]: undefined })
    },
  })

  const submit = async () => {
    const errors = registrationErrors(form)
    setMissing(errors)
    if (Object.keys(errors).length > 0) return
    try {
      await register.mutateAsync({
        email: form.email.trim(),
        full_name: form.full_name.trim(),
        workspace_name: form.workspace_name.trim(),
        password: form.password,
      })
      router.history.push(safeRedirect(redirect))
    } catch {
      // Shown below, from the mutation's state.
    }
  }

  return (
    <AuthLayout title="Create an account" lead="You become the owner of a new workspace.">
      <form
        noValidate
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        <TextField label="Full name" autoComplete="name" autoFocus {...field('full_name')} />
        <TextField label="E-mail" type="email" autoComplete="username" {...field('email')} />
        <TextField label="Workspace name" autoComplete="organization" {...field('workspace_name')} />
        <TextField label="Password" type="password" autoComplete="new-password" {...field('password')} />
        <TextField
          label="Confirm password"
          type="password"
          autoComplete="new-password"
          hint={<PasswordHints hints={passwordHints(form.password, form.confirmation)} />}
          {...field('confirmation')}
        />
        {answered.general && <ProblemNote error={register.error} message={answered.general} />}
        <Button type="submit" variant="primary" busy={register.isPending}>
          Create account
        </Button>
      </form>
      <p className="text-muted mt-5 text-sm">
        Have an account?{' '}
        <Link to="/login" search={{ redirect }} className="text-accent font-medium hover:underline">
          Log in
        </Link>
      </p>
    </AuthLayout>
  )
}

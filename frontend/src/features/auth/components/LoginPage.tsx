import { useState } from 'react'
import { Info } from 'lucide-react'
import { Link, getRouteApi, useRouter } from '@tanstack/react-router'
import { formErrors } from '@/api/problem'
import { safeRedirect } from '@/lib/redirect'
import { Button } from '@/ui/Button'
import { TextField } from '@/ui/Field'
import { ProblemNote } from '@/ui/ProblemNote'
import { useLogin } from '../api/sign-in'
import { AuthLayout } from './AuthLayout'

const route = getRouteApi('/login')

export function LoginPage() {
  const { redirect, expired } = route.useSearch()
  const router = useRouter()
  const login = useLogin()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const errors = formErrors(login.error, ['email', 'password'])

  const submit = async () => {
    try {
      await login.mutateAsync({ email: email.trim(), password })
      router.history.push(safeRedirect(redirect))
    } catch {
      // Shown below, from the mutation's state.
    }
  }

  return (
    <AuthLayout title="Log in" lead="To the control room of your AI traffic.">
      {expired && !login.error && (
        <p
          role="status"
          className="bg-info-soft border-info-line text-info mb-4 flex gap-2 rounded-md border px-3 py-2 text-sm"
        >
          <Info aria-hidden className="mt-0.5 size-4 shrink-0" />
          Your session has ended. Log in again to go on where you were.
        </p>
      )}
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        <TextField
          label="E-mail"
          type="email"
          autoComplete="username"
          required
          autoFocus
          value={email}
          error={errors.byField.email}
          onChange={(event) => setEmail(event.target.value)}
        />
        <TextField
          label="Password"
          type="password"
          autoComplete="current-password"
          required
          value={password}
          error={errors.byField.password}
          onChange={(event) => setPassword(event.target.value)}
        />
        {errors.general && <ProblemNote error={login.error} message={errors.general} />}
        <Button type="submit" variant="primary" busy={login.isPending}>
          Log in
        </Button>
      </form>
      <p className="text-muted mt-5 text-sm">
        New here?{' '}
        <Link to="/register" search={{ redirect }} className="text-accent font-medium hover:underline">
          Create an account
        </Link>
      </p>
    </AuthLayout>
  )
}

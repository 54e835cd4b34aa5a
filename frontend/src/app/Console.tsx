import { useEffect } from 'react'
import { QueryClientProvider, type QueryClient } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { session } from '@/session/session'
import type { createConsoleRouter } from './router'

interface ConsoleProps {
  queries: QueryClient
  router: ReturnType<typeof createConsoleRouter>
}

/** The whole console. When the session ends, it goes to the login page and forgets what it had loaded. */
export function Console({ queries, router }: ConsoleProps) {
  useEffect(
    () =>
      session.onEnd(() => {
        // An expired session comes back to where it was; who logs out starts anew.
        const leave = session.expired ? router.invalidate() : router.navigate({ to: '/login' })
        void leave.then(() => queries.clear())
      }),
    [queries, router],
  )
  return (
    <QueryClientProvider client={queries}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  )
}

import { createMemoryHistory } from '@tanstack/react-router'
import { render } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { Console } from '@/app/Console'
import { createQueryClient } from '@/app/query-client'
import { createConsoleRouter } from '@/app/router'
import { session } from '@/session/session'
import { grant } from './fixtures'

/** Opens the whole console at a page, signed in unless told otherwise. */
export function openConsole(path: string, { signedIn = true } = {}) {
  if (signedIn) session.begin(grant)
  else session.end()
  const queries = createQueryClient()
  // A test tells failures apart by itself; asking again would only make it slower.
  queries.setDefaultOptions({ queries: { ...queries.getDefaultOptions().queries, retry: false } })
  const router = createConsoleRouter(queries, createMemoryHistory({ initialEntries: [path] }))
  render(<Console queries={queries} router={router} />)
  return { user: userEvent.setup(), router, queries, at: () => router.state.location.href }
}

import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
  type RouterHistory,
} from '@tanstack/react-router'
import type { QueryClient } from '@tanstack/react-query'
import { LoginPage } from '@/features/auth/components/LoginPage'
import { routerTabs, type RouterTab } from '@/features/routing/model/tabs'
import type { TraceFilters } from '@/features/traces/model/filters'
import { oneOf, parseSearch, quantity, stringifySearch, text } from '@/lib/search'
import { safeRedirect } from '@/lib/redirect'
import { parseRange, type Range } from '@/lib/time'
import { meQuery } from '@/session/me'
import { session } from '@/session/session'
import { NotFound, RouteError, RoutePending } from './boundaries'
import { Root } from './Root'
import { Shell } from './Shell'

const root = createRootRouteWithContext<{ queries: QueryClient }>()({ component: Root })

/** Pages for people who are not signed in; whoever is goes on to where the link leads. */
async function guestsOnly({ search }: { search: { redirect?: string } }) {
  if (session.signedOut) return
  // An outage must not keep anybody from the form, which will tell about it.
  const token = await session.token().catch(() => null)
  if (token !== null) throw redirect({ href: safeRedirect(search.redirect) })
}

const login = createRoute({
  getParentRoute: () => root,
  path: '/login',
  validateSearch: (search): { redirect?: string; expired?: boolean } => ({
    redirect: text(search.redirect),
    expired: search.expired === true || search.expired === 'true' || undefined,
  }),
  beforeLoad: guestsOnly,
  component: LoginPage,
})

const register = createRoute({
  getParentRoute: () => root,
  path: '/register',
  validateSearch: (search): { redirect?: string } => ({ redirect: text(search.redirect) }),
  beforeLoad: guestsOnly,
  component: lazyRouteComponent(() => import('@/features/auth/components/RegisterPage'), 'RegisterPage'),
})

/** For whoever has the link, signed in or not. */
const invitation = createRoute({
  getParentRoute: () => root,
  path: '/invitations/$token',
  beforeLoad: async ({ context }): Promise<{ reader: string | null }> => {
    // Who reads it is worth a sentence; that this cannot be told keeps nobody from joining.
    const token = session.signedOut ? null : await session.token().catch(() => null)
    const me = token === null ? null : await context.queries.ensureQueryData(meQuery).catch(() => null)
    return { reader: me?.user.email ?? null }
  },
  component: lazyRouteComponent(() => import('@/features/auth/components/InvitationPage'), 'InvitationPage'),
})

const console_ = createRoute({
  getParentRoute: () => root,
  id: 'console',
  beforeLoad: async ({ location, context }) => {
    if ((await session.token()) === null) {
      const expired = session.expired || undefined
      throw redirect({ to: '/login', search: { redirect: location.href, expired } })
    }
    await context.queries.ensureQueryData(meQuery)
  },
  component: Shell,
})

const home = createRoute({
  getParentRoute: () => console_,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/dashboard', replace: true })
  },
})

const dashboard = createRoute({
  getParentRoute: () => console_,
  path: '/dashboard',
  validateSearch: (search): { range?: Range } => ({ range: parseRange(search.range) }),
  component: lazyRouteComponent(
    () => import('@/features/dashboard/components/DashboardPage'),
    'DashboardPage',
  ),
})

const health = createRoute({
  getParentRoute: () => console_,
  path: '/health',
  validateSearch: (search): { provider?: string } => ({ provider: text(search.provider) }),
  component: lazyRouteComponent(() => import('@/features/health/components/HealthPage'), 'HealthPage'),
})

const routing = createRoute({
  getParentRoute: () => console_,
  path: '/router',
  validateSearch: (search): { tab?: RouterTab } => ({ tab: oneOf(search.tab, routerTabs) }),
  component: lazyRouteComponent(() => import('@/features/routing/components/RouterPage'), 'RouterPage'),
})

const traces = createRoute({
  getParentRoute: () => console_,
  path: '/traces',
  validateSearch: (search): TraceFilters => ({
    range: parseRange(search.range),
    status: oneOf(search.status, ['ok', 'error']),
    service: text(search.service),
    provider: text(search.provider),
    model: text(search.model),
    min_duration_ms: quantity(search.min_duration_ms),
    q: text(search.q),
  }),
  component: lazyRouteComponent(() => import('@/features/traces/components/TracesPage'), 'TracesPage'),
})

const trace = createRoute({
  getParentRoute: () => console_,
  path: '/traces/$traceId',
  component: lazyRouteComponent(() => import('@/features/traces/components/TracePage'), 'TracePage'),
})

const actions = createRoute({
  getParentRoute: () => console_,
  path: '/actions',
  validateSearch: (search): { action?: string } => ({ action: text(search.action) }),
  component: lazyRouteComponent(() => import('@/features/actions/components/ActionsPage'), 'ActionsPage'),
})

const apiKeys = createRoute({
  getParentRoute: () => console_,
  path: '/settings/api-keys',
  component: lazyRouteComponent(() => import('@/features/api-keys/components/ApiKeysPage'), 'ApiKeysPage'),
})

const members = createRoute({
  getParentRoute: () => console_,
  path: '/settings/members',
  component: lazyRouteComponent(() => import('@/features/members/components/MembersPage'), 'MembersPage'),
})

const routeTree = root.addChildren([
  login,
  register,
  invitation,
  console_.addChildren([home, dashboard, health, routing, traces, trace, actions, apiKeys, members]),
])

export function createConsoleRouter(queries: QueryClient, history?: RouterHistory) {
  return createRouter({
    routeTree,
    history,
    context: { queries },
    defaultPreload: 'intent',
    defaultPendingMs: 300,
    defaultPendingComponent: RoutePending,
    defaultErrorComponent: RouteError,
    defaultNotFoundComponent: NotFound,
    scrollRestoration: true,
    parseSearch,
    stringifySearch,
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createConsoleRouter>
  }
}

import {
  Activity,
  KeyRound,
  LayoutDashboard,
  ListTree,
  Route,
  Users,
  Wrench,
  type LucideIcon,
} from 'lucide-react'
import type { Permission } from '@/session/me'

export interface NavigationItem {
  to:
    '/dashboard' | '/health' | '/router' | '/traces' | '/actions' | '/settings/api-keys' | '/settings/members'
  label: string
  icon: LucideIcon
  needs: Permission
}

const items: NavigationItem[] = [
  { to: '/dashboard', label: 'Dashboard', icon: LayoutDashboard, needs: 'QUERY_VIEW' },
  { to: '/health', label: 'Health & Reliability', icon: Activity, needs: 'ROUTER_VIEW' },
  { to: '/router', label: 'Router', icon: Route, needs: 'ROUTER_VIEW' },
  { to: '/traces', label: 'Traces', icon: ListTree, needs: 'QUERY_VIEW' },
  { to: '/actions', label: 'Actions', icon: Wrench, needs: 'ACTION_VIEW' },
  { to: '/settings/api-keys', label: 'API keys', icon: KeyRound, needs: 'ADMIN' },
  { to: '/settings/members', label: 'Members', icon: Users, needs: 'ADMIN' },
]

/** The pages that a role may see. */
export function navigationFor(permissions: readonly string[]): NavigationItem[] {
  return items.filter((item) => permissions.includes(item.needs))
}

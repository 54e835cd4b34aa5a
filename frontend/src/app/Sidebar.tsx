import { Link } from '@tanstack/react-router'
import { useMe } from '@/session/me'
import { Brand } from '@/ui/Brand'
import { navigationFor } from './navigation'

export function Sidebar({ onNavigate }: { onNavigate?: () => void }) {
  const me = useMe()
  return (
    <div className="flex h-full flex-col">
      <Link to="/dashboard" onClick={onNavigate} className="flex h-13 items-center gap-2.5 px-4">
        <Brand className="size-6.5" />
        <span className="font-semibold tracking-tight">Switchgear</span>
      </Link>
      <nav aria-label="Main" className="flex-1 overflow-y-auto px-2.5 py-2">
        <ul className="flex flex-col gap-0.5">
          {navigationFor(me.permissions).map(({ to, label, icon: Icon }) => (
            <li key={to}>
              <Link
                to={to}
                onClick={onNavigate}
                activeProps={{ 'aria-current': 'page' }}
                className="text-muted hover:bg-sunken hover:text-ink aria-[current=page]:bg-accent-soft aria-[current=page]:text-accent flex items-center gap-2.5 rounded-md px-2.5 py-1.5 text-sm font-medium transition-colors"
              >
                <Icon aria-hidden className="size-4 shrink-0" />
                {label}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <div className="text-muted border-t px-4 py-3 text-xs">
        <p className="text-ink truncate font-medium" title={me.workspace.name}>
          {me.workspace.name}
        </p>
        <p>You are {me.role}</p>
      </div>
    </div>
  )
}

import { BellRing, Info, ShieldCheck, TriangleAlert } from 'lucide-react'
import { Link } from '@tanstack/react-router'
import { cx } from '@/lib/cx'
import { Card } from '@/ui/Card'
import { Load } from '@/ui/Load'
import { EmptyState } from '@/ui/States'
import { Time } from '@/ui/Time'
import { useRecentAlerts, type Alert } from '../api/get-recent-alerts'
import { alertSummary } from '../model/alert'

const looks = {
  critical: { icon: BellRing, border: 'border-l-bad-fill', text: 'text-bad' },
  warning: { icon: TriangleAlert, border: 'border-l-warn-fill', text: 'text-warn' },
  info: { icon: Info, border: 'border-l-info', text: 'text-info' },
}

export function AlertsFeed() {
  const alerts = useRecentAlerts()
  return (
    <Card title="Alerts" hint={alerts.data && alertSummary(alerts.data.items)} flush>
      <Load query={alerts}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon={ShieldCheck} title="No alerts">
              Nothing needs your attention.
            </EmptyState>
          ) : (
            <ul className="divide-line max-h-96 divide-y overflow-y-auto">
              {items.map((alert) => (
                <AlertRow key={alert.id} alert={alert} />
              ))}
            </ul>
          )
        }
      </Load>
    </Card>
  )
}

function AlertRow({ alert }: { alert: Alert }) {
  const { icon: Icon, border, text } = looks[alert.severity]
  return (
    <li className={cx('hover:bg-raised relative flex gap-2.5 border-l-3 px-3.5 py-2.5', border)}>
      <Icon aria-label={alert.severity} className={cx('mt-0.5 size-4 shrink-0', text)} />
      <div className="min-w-0 flex-1">
        <Link
          to="/traces/$traceId"
          params={{ traceId: alert.trace_id }}
          title="Open the latest trace with this error"
          className="hover:text-accent block text-sm font-medium break-words after:absolute after:inset-0"
        >
          {alert.title}
        </Link>
        <p className="text-muted text-xs break-words">{alert.message}</p>
      </div>
      <span className="text-muted text-xs">
        <Time at={alert.last_seen} />
      </span>
    </li>
  )
}

import { duration } from '@/lib/format'
import { Card } from '@/ui/Card'
import type { HomeKpis } from '../api/get-home-kpis'
import { latencyBars } from '../model/kpi'

export function LatencyCard({ latency }: { latency: HomeKpis['latency'] }) {
  return (
    <Card title="Latency percentiles">
      <dl className="flex flex-col gap-3">
        {latencyBars(latency).map(({ label, hint, ms, part }) => (
          <div
            key={label}
            title={hint}
            className="grid grid-cols-[2.25rem_minmax(0,1fr)_4.75rem] items-center gap-3 text-sm"
          >
            <dt className="text-muted">{label}</dt>
            <dd aria-hidden className="bg-sunken h-2 overflow-hidden rounded-full">
              {part !== null && (
                <div className="bg-accent h-full rounded-full" style={{ width: `${part * 100}%` }} />
              )}
            </dd>
            <dd className="text-right font-medium">{duration(ms)}</dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}

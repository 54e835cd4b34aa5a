import { getRouteApi } from '@tanstack/react-router'
import { ranges, type Range } from '@/lib/time'
import { useMe } from '@/session/me'
import { Load } from '@/ui/Load'
import { Page } from '@/ui/Page'
import { Segmented } from '@/ui/Segmented'
import { useHomeKpis } from '../api/get-home-kpis'
import { ActivityStream } from './ActivityStream'
import { AlertsFeed } from './AlertsFeed'
import { KpiCards, KpiSkeleton } from './KpiCards'
import { LatencyCard } from './LatencyCard'

const route = getRouteApi('/console/dashboard')

export function DashboardPage() {
  const { user } = useMe()
  const { range = '24h' } = route.useSearch()
  const navigate = route.useNavigate()
  const kpis = useHomeKpis(range)
  const choose = (next: Range) => void navigate({ search: { range: next === '24h' ? undefined : next } })

  return (
    <Page
      title={`Welcome back, ${user.full_name}`}
      tab="Dashboard"
      actions={<Segmented label="Time range" value={range} options={ranges} onChange={choose} />}
    >
      <Load query={kpis} skeleton={<KpiSkeleton />}>
        {(data) => <KpiCards kpis={data} stale={kpis.isPlaceholderData} />}
      </Load>
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_23rem]">
        <ActivityStream />
        <div className="flex min-w-0 flex-col gap-4 max-xl:order-first">
          {kpis.data && <LatencyCard latency={kpis.data.latency} />}
          <AlertsFeed />
        </div>
      </div>
    </Page>
  )
}

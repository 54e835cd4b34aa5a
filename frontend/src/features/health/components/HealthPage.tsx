import { useState } from 'react'
import { HeartPulse } from 'lucide-react'
import { Link, getRouteApi } from '@tanstack/react-router'
import { buttonClass } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { Load } from '@/ui/Load'
import { Page } from '@/ui/Page'
import { EmptyState, Skeleton } from '@/ui/States'
import { useHealthDashboard, type HealthDashboard } from '../api/get-health-dashboard'
import { useLiveHealth } from '../api/live-health'
import { byUrgency } from '../model/providers'
import { CircuitDialog, type PendingCommand } from './CircuitDialog'
import { CircuitEventsDialog } from './CircuitEventsDialog'
import { GroupsCard } from './GroupsCard'
import { ProviderCard } from './ProviderCard'
import { RefreshControls } from './RefreshControls'
import { SummaryCards } from './SummaryCards'

const route = getRouteApi('/console/health')

export function HealthPage() {
  const { provider } = route.useSearch()
  const navigate = route.useNavigate()
  const [auto, setAuto] = useState(true)
  const [pending, setPending] = useState<PendingCommand | null>(null)
  const live = useLiveHealth(auto)
  const dashboard = useHealthDashboard(auto, live)
  const closeEvents = () => void navigate({ search: { provider: undefined }, resetScroll: false })

  return (
    <Page
      title="Health & Reliability"
      actions={
        <RefreshControls
          auto={auto}
          onAuto={setAuto}
          live={live}
          updatedAt={dashboard.dataUpdatedAt}
          refreshing={dashboard.isFetching}
          onRefresh={() => void dashboard.refetch()}
        />
      }
    >
      <Load query={dashboard} skeleton={<HealthSkeleton />}>
        {(data) => <Overview data={data} onCommand={setPending} />}
      </Load>
      {pending && <CircuitDialog pending={pending} onClose={() => setPending(null)} />}
      {provider && <CircuitEventsDialog provider={provider} onClose={closeEvents} />}
    </Page>
  )
}

function Overview({
  data,
  onCommand,
}: {
  data: HealthDashboard
  onCommand: (pending: PendingCommand) => void
}) {
  return (
    <>
      <SummaryCards summary={data.summary} />
      {data.providers.length === 0 ? (
        <Card>
          <EmptyState
            icon={HeartPulse}
            title="No providers yet"
            action={
              <Link to="/router" className={buttonClass('primary', 'sm')}>
                Register a provider
              </Link>
            }
          >
            Once a provider is registered, its circuit, its failures and what happened to it show up here.
          </EmptyState>
        </Card>
      ) : (
        <section aria-label="Providers" className="grid gap-3 sm:grid-cols-2 2xl:grid-cols-3">
          {byUrgency(data.providers).map((provider) => (
            <ProviderCard
              key={provider.name}
              provider={provider}
              onCommand={(command) => onCommand({ provider: provider.name, command })}
            />
          ))}
        </section>
      )}
      <GroupsCard groups={data.groups} />
    </>
  )
}

function HealthSkeleton() {
  return (
    <div role="status" aria-label="Loading" className="flex flex-col gap-4">
      <div className="grid grid-cols-2 gap-3 lg:grid-cols-4">
        {Array.from({ length: 4 }, (_, each) => (
          <Skeleton key={each} className="h-19" />
        ))}
      </div>
      <div className="grid gap-3 sm:grid-cols-2 2xl:grid-cols-3">
        {Array.from({ length: 4 }, (_, each) => (
          <Skeleton key={each} className="h-48" />
        ))}
      </div>
    </div>
  )
}

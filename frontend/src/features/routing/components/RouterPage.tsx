import { Tabs } from 'radix-ui'
import { getRouteApi } from '@tanstack/react-router'
import { oneOf } from '@/lib/search'
import { Page } from '@/ui/Page'
import { routerTabs, type RouterTab } from '../model/tabs'
import { CircuitsCard } from './CircuitsCard'
import { PoolsCard } from './PoolsCard'
import { ProvidersCard } from './ProvidersCard'

const route = getRouteApi('/console/router')

const contents: Record<RouterTab, { label: string; content: React.ComponentType }> = {
  providers: { label: 'Providers', content: ProvidersCard },
  pools: { label: 'Pools', content: PoolsCard },
  circuits: { label: 'Circuits', content: CircuitsCard },
}

export function RouterPage() {
  const { tab = 'providers' } = route.useSearch()
  const navigate = route.useNavigate()
  const choose = (value: string) =>
    void navigate({ search: { tab: oneOf(value, routerTabs) }, resetScroll: false })

  return (
    <Page title="Router">
      <Tabs.Root value={tab} onValueChange={choose} className="flex flex-col gap-4">
        <Tabs.List aria-label="Router" className="flex gap-1 border-b">
          {routerTabs.map((value) => (
            <Tabs.Trigger
              key={value}
              value={value}
              className="text-muted hover:text-ink data-[state=active]:border-accent data-[state=active]:text-ink -mb-px border-b-2 border-transparent px-3 py-2 text-sm font-medium transition-colors"
            >
              {contents[value].label}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        {routerTabs.map((value) => {
          const Content = contents[value].content
          return (
            <Tabs.Content key={value} value={value} tabIndex={-1} className="outline-none">
              <Content />
            </Tabs.Content>
          )
        })}
      </Tabs.Root>
    </Page>
  )
}

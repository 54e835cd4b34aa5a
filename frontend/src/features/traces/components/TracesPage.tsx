import { RefreshCw, SearchX } from 'lucide-react'
import { getRouteApi } from '@tanstack/react-router'
import { ranges } from '@/lib/time'
import { Button } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { FirstRequest } from '@/ui/FirstRequest'
import { Load } from '@/ui/Load'
import { Page } from '@/ui/Page'
import { Segmented } from '@/ui/Segmented'
import { EmptyState } from '@/ui/States'
import { TraceTable } from '@/ui/TraceTable'
import { useTraces } from '../api/get-traces'
import { isFiltered, type TraceFilters } from '../model/filters'
import { FilterBar } from './FilterBar'

const route = getRouteApi('/console/traces')

export function TracesPage() {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const filters: TraceFilters = { ...search, range: search.range ?? '24h' }
  const traces = useTraces(filters)
  const apply = (next: TraceFilters) =>
    void navigate({ search: { ...next, range: next.range === '24h' ? undefined : next.range } })

  return (
    <Page
      title="Traces"
      actions={
        <>
          <Segmented
            label="Time range"
            value={filters.range ?? '24h'}
            options={ranges}
            onChange={(range) => apply({ ...filters, range })}
          />
          <Button size="sm" icon={RefreshCw} busy={traces.isRefetching} onClick={() => void traces.refetch()}>
            Refresh
          </Button>
        </>
      }
    >
      <FilterBar filters={filters} onChange={apply} />
      <Card flush>
        <Load query={traces}>
          {({ pages }) => {
            const items = pages.flatMap((page) => page.items)
            if (items.length === 0) return <NoTraces filtered={isFiltered(filters)} />
            return (
              <>
                <TraceTable label="Traces" items={items} />
                <div className="text-muted flex items-center justify-center gap-3 border-t px-4 py-2.5 text-xs">
                  {traces.hasNextPage ? (
                    <Button
                      size="sm"
                      busy={traces.isFetchingNextPage}
                      onClick={() => void traces.fetchNextPage()}
                    >
                      Load more
                    </Button>
                  ) : (
                    'That is all in this range.'
                  )}
                </div>
              </>
            )
          }}
        </Load>
      </Card>
    </Page>
  )
}

function NoTraces({ filtered }: { filtered: boolean }) {
  if (!filtered) return <FirstRequest />
  return (
    <EmptyState icon={SearchX} title="No trace matches">
      Widen the time range or clear a filter.
    </EmptyState>
  )
}

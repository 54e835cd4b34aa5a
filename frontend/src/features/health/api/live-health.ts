import { useEffect, useState } from 'react'
import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useMe } from '@/session/me'
import { applyUpdate, type ServiceUpdate } from '../model/live-update'
import { healthDashboardQuery } from './get-health-dashboard'
import { LiveConnection } from './live-connection'

/** An opened circuit shows at once; its cause, and what changed with it, right after. */
const stateMs = 100
/** Counts are patched as they come; sums over pools and times follow as often as without a live connection. */
const countsMs = 10_000

/** Keeps the dashboard in the cache as the suite tells it; true while it does. */
export function useLiveHealth(enabled: boolean): boolean {
  const queries = useQueryClient()
  const workspace = useMe().workspace.id
  const [live, setLive] = useState(false)
  useEffect(() => {
    if (!enabled) return
    const reading = new Reading(queries)
    const connection = new LiveConnection({
      onUpdate: (update) => patch(queries, reading, update),
      onLive: setLive,
    })
    return () => {
      connection.close()
      reading.cancel()
    }
    // A ticket is for one workspace.
  }, [queries, enabled, workspace])
  return live
}

function patch(queries: QueryClient, reading: Reading, update: ServiceUpdate) {
  const { queryKey } = healthDashboardQuery
  const state = queries.getQueryState(queryKey)
  if (!state?.data) return
  const { dashboard, change } = applyUpdate(state.data, update)
  if (change === 'nothing') return
  // What is shown as old stays so until it has been read again as a whole.
  if (state.status === 'success') queries.setQueryData(queryKey, dashboard)
  reading.within(change === 'state' ? stateMs : countsMs)
  if (change === 'state') void queries.invalidateQueries({ queryKey: ['circuit-events', update.service] })
}

/** Reads the dashboard again, once for all the reasons that come up until then. */
class Reading {
  private timer: ReturnType<typeof setTimeout> | undefined
  private due = Infinity

  constructor(private readonly queries: QueryClient) {}

  within(ms: number): void {
    const at = Date.now() + ms
    if (at >= this.due) return
    clearTimeout(this.timer)
    this.due = at
    this.timer = setTimeout(() => {
      this.due = Infinity
      void this.queries.invalidateQueries({ queryKey: healthDashboardQuery.queryKey })
    }, ms)
  }

  cancel(): void {
    clearTimeout(this.timer)
  }
}

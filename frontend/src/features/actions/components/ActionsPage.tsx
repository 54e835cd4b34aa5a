import { useState } from 'react'
import { getRouteApi } from '@tanstack/react-router'
import { Page } from '@/ui/Page'
import type { Target } from '../api/get-targets'
import type { ActionType } from '../model/request'
import { ActionDialog } from './ActionDialog'
import { ActionLog } from './ActionLog'
import { TargetsCard } from './TargetsCard'
import { TriggerDialog } from './TriggerDialog'

const route = getRouteApi('/console/actions')

export function ActionsPage() {
  const { action } = route.useSearch()
  const navigate = route.useNavigate()
  const [chosen, setChosen] = useState<{ type: ActionType; target: Target } | null>(null)
  const show = (id: string | undefined) => void navigate({ search: { action: id }, resetScroll: false })

  return (
    <Page title="Actions">
      <TargetsCard onAct={(type, target) => setChosen({ type, target })} />
      <ActionLog />
      {chosen && <TriggerDialog {...chosen} onClose={() => setChosen(null)} onStarted={show} />}
      {action && <ActionDialog id={action} onClose={() => show(undefined)} onShow={show} />}
    </Page>
  )
}

import { GAP } from '@/lib/format'
import { Badge } from '@/ui/Badge'
import { Figure } from '@/ui/Card'
import { Dialog } from '@/ui/Dialog'
import { Load } from '@/ui/Load'
import { Time } from '@/ui/Time'
import { useAction, type Action } from '../api/get-actions'
import { actionTitle } from '../model/request'
import { ActionBadge } from './ActionBadge'
import { Decisions } from './Decisions'

interface ActionDialogProps {
  id: string
  onClose: () => void
  onShow: (id: string) => void
}

/** One action, renewed while it is under way. */
export function ActionDialog({ id, onClose, onShow }: ActionDialogProps) {
  const action = useAction(id)
  return (
    <Dialog
      wide
      open
      onOpenChange={(open) => !open && onClose()}
      title={action.data ? actionTitle(action.data.type, action.data.target.service_name) : 'Action'}
      description={<span className="font-mono text-xs break-all">{id}</span>}
    >
      <Load query={action}>
        {(data) => (
          <>
            <Detail action={data} />
            <Decisions action={data} onShow={onShow} />
          </>
        )}
      </Load>
    </Dialog>
  )
}

function Detail({ action }: { action: Action }) {
  const { target } = action
  return (
    <div className="flex flex-col gap-4">
      <div role="status" className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <ActionBadge action={action} />
        {action.detail && <span className="text-sm break-words">{action.detail}</span>}
      </div>
      <dl className="grid grid-cols-2 gap-x-4 gap-y-3 sm:grid-cols-4">
        <Figure label="Target">{target.service_name}</Figure>
        <Figure label="Kind">{target.kind ?? GAP}</Figure>
        <Figure label="Namespace">{target.namespace ?? target.region ?? GAP}</Figure>
        <Figure label="Cluster">
          {target.cluster_name ?? GAP} {target.simulated && <Badge>Simulated</Badge>}
        </Figure>
        <Figure label="By">{action.requested_by}</Figure>
        <Figure label="Requested">
          <Time at={action.created_at} />
        </Figure>
        <Figure label="Started">
          <Time at={action.started_at} />
        </Figure>
        <Figure label="Finished">
          <Time at={action.finished_at} />
        </Figure>
      </dl>
      <div>
        <h3 className="text-muted text-2xs">Reason</h3>
        <p className="text-sm break-words">{action.reason}</p>
      </div>
      {action.plan.length > 0 && (
        <div>
          <h3 className="text-muted text-2xs mb-1">What changes</h3>
          <ul className="bg-sunken flex flex-col gap-1 rounded-md px-3 py-2 font-mono text-xs">
            {action.plan.map((change) => (
              <li key={`${change.object} ${change.field}`} className="break-all">
                {change.object} <span className="text-muted">{change.field}:</span> {change.from ?? GAP} →{' '}
                {change.to}
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  )
}

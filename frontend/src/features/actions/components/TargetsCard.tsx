import { Boxes } from 'lucide-react'
import { cx } from '@/lib/cx'
import { useCan } from '@/session/me'
import { Badge, Dot } from '@/ui/Badge'
import { Button } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { Load } from '@/ui/Load'
import { ProblemNote } from '@/ui/ProblemNote'
import { EmptyState } from '@/ui/States'
import { Table, Td, Th } from '@/ui/Table'
import { useTargets, type Target } from '../api/get-targets'
import { actionsOf, readiness } from '../model/target'
import { actionLabels, type ActionType } from '../model/request'

type OnAct = (type: ActionType, target: Target) => void

/** The workloads that this workspace may act on. */
export function TargetsCard({ onAct }: { onAct: OnAct }) {
  const targets = useTargets()
  return (
    <Card title="Targets" hint="workloads granted to this workspace" flush>
      <Load query={targets}>
        {({ items, clusters }) => (
          <>
            {clusters
              .filter((cluster) => !cluster.reachable)
              .map((cluster) => (
                <ProblemNote
                  key={cluster.cluster_name}
                  message={`Cluster ${cluster.cluster_name} cannot be reached: ${cluster.error ?? 'no reason given'}`}
                  className="m-3"
                />
              ))}
            {items.length === 0 ? (
              <EmptyState icon={Boxes} title="No targets">
                No cluster, namespace or service is granted to this workspace. Grants belong to the
                deployment&rsquo;s configuration of the action engine.
              </EmptyState>
            ) : (
              <Table
                label="Targets"
                head={
                  <>
                    <Th>Name</Th>
                    <Th>Kind</Th>
                    <Th>Namespace</Th>
                    <Th numeric>Replicas</Th>
                    <Th>Readiness</Th>
                    <Th>
                      <span className="sr-only">Actions</span>
                    </Th>
                  </>
                }
              >
                {items.map((target) => (
                  <TargetRow
                    key={`${target.cluster_name}/${target.namespace}/${target.kind}/${target.service_name}`}
                    target={target}
                    onAct={onAct}
                  />
                ))}
              </Table>
            )}
          </>
        )}
      </Load>
    </Card>
  )
}

function TargetRow({ target, onAct }: { target: Target; onAct: OnAct }) {
  const mayAct = useCan('ACTION_EXECUTE')
  const ready = readiness(target)
  return (
    <tr>
      <Td className="font-medium whitespace-nowrap">
        {target.service_name}{' '}
        {target.simulated && (
          <Badge title="Belongs to the simulated cluster of local mode: nothing real is changed.">
            Simulated
          </Badge>
        )}
      </Td>
      <Td className="text-muted">{target.kind}</Td>
      <Td className="text-muted" title={`Cluster ${target.cluster_name}`}>
        {target.namespace}
      </Td>
      <Td numeric>
        {target.replicas}
        {target.autoscaler && (
          <span className="text-muted" title={`Owned by the autoscaler ${target.autoscaler.name}`}>
            {' '}
            ({target.autoscaler.min_replicas}–{target.autoscaler.max_replicas})
          </span>
        )}
      </Td>
      <Td>
        <span className="inline-flex items-center gap-2 whitespace-nowrap">
          <Dot tone={ready.tone} />
          <span title={target.detail}>{ready.label}</span>
          {target.rollout !== 'complete' && <span className="text-muted text-xs">{target.rollout}</span>}
        </span>
      </Td>
      <Td className="w-px">
        <div className={cx('flex justify-end gap-1.5', !mayAct && 'hidden')}>
          {actionsOf(target).map((type) => (
            <Button
              key={type}
              size="sm"
              aria-label={`${actionLabels[type]} ${target.service_name}`}
              onClick={() => onAct(type, target)}
            >
              {actionLabels[type]}
            </Button>
          ))}
        </div>
      </Td>
    </tr>
  )
}

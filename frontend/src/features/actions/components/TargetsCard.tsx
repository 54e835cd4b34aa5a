import { Boxes } from 'lucide-react'
import { cx } from '@/lib/cx'
import { useCan } from '@/session/me'
import { Badge, Dot } from '@/ui/Badge'
import { Button } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { Load } from '@/ui/Load'
import { EmptyState } from '@/ui/States'
import { Table, Td, Th } from '@/ui/Table'
import { useTargets, type Target } from '../api/get-targets'
import { actionsOf, readiness } from '../model/target'
import { actionLabels, type ActionKind } from '../model/request'

type OnAct = (kind: ActionKind, target: Target) => void

/** The workloads that this workspace may act on. */
export function TargetsCard({ onAct }: { onAct: OnAct }) {
  const targets = useTargets()
  return (
    <Card title="Targets" hint="workloads granted to this workspace" flush>
      <Load query={targets}>
        {({ items }) =>
          items.length === 0 ? (
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
                  key={`${target.namespace}/${target.kind}/${target.service_name}`}
                  target={target}
                  onAct={onAct}
                />
              ))}
            </Table>
          )
        }
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
      <Td className="text-muted">{target.namespace ?? target.region}</Td>
      <Td numeric>{target.replicas}</Td>
      <Td>
        <span className="inline-flex items-center gap-2 whitespace-nowrap">
          <Dot tone={ready.tone} />
          {ready.label}
        </span>
      </Td>
      <Td className="w-px">
        <div className={cx('flex justify-end gap-1.5', !mayAct && 'hidden')}>
          {actionsOf(target).map((kind) => (
            <Button
              key={kind}
              size="sm"
              aria-label={`${actionLabels[kind]} ${target.service_name}`}
              onClick={() => onAct(kind, target)}
            >
              {actionLabels[kind]}
            </Button>
          ))}
        </div>
      </Td>
    </tr>
  )
}

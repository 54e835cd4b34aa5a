import { useState } from 'react'
import { Pencil, Plus, Share2, Trash2 } from 'lucide-react'
import { useCan } from '@/session/me'
import { Badge } from '@/ui/Badge'
import { Button, IconButton } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { ConfirmDialog } from '@/ui/ConfirmDialog'
import { Load } from '@/ui/Load'
import { EmptyState } from '@/ui/States'
import { Table, Td, Th } from '@/ui/Table'
import { toast } from '@/ui/toast'
import { useDeletePool, usePools, type Pool } from '../api/pools'
import { strategyLabel } from '../model/pool-form'
import { EditPoolDialog, NewPoolDialog } from './PoolDialogs'

export function PoolsCard() {
  const pools = usePools()
  const remove = useDeletePool()
  const mayManage = useCan('ROUTER_MANAGE')
  const [creating, setCreating] = useState(false)
  const [editing, setEditing] = useState<string | null>(null)
  const [deleting, setDeleting] = useState<string | null>(null)
  const create = mayManage && (
    <Button size="sm" variant="primary" icon={Plus} onClick={() => setCreating(true)}>
      Add pool
    </Button>
  )

  return (
    <Card title="Pools" hint="what a request's model names" actions={create} flush>
      <Load query={pools}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon={Share2} title="No pools yet" action={create}>
              A pool spreads calls over its providers and moves them when one fails. Requests name it as their
              model.
            </EmptyState>
          ) : (
            <Table
              label="Pools"
              head={
                <>
                  <Th>Name</Th>
                  <Th>Strategy</Th>
                  <Th>Providers</Th>
                  <Th>Also answers to</Th>
                  <Th>Fallback</Th>
                  <Th>
                    <span className="sr-only">Actions</span>
                  </Th>
                </>
              }
            >
              {items.map((pool) => (
                <tr key={pool.group_name}>
                  <Td className="font-medium whitespace-nowrap">{pool.group_name}</Td>
                  <Td className="text-muted whitespace-nowrap">{strategyLabel(pool.strategy)}</Td>
                  <Td>
                    <Members pool={pool} />
                  </Td>
                  <Td className="text-muted">{pool.models.join(', ')}</Td>
                  <Td className="text-muted">{pool.fallback.join(', ')}</Td>
                  <Td className="w-px">
                    {mayManage && (
                      <div className="flex justify-end gap-1">
                        <IconButton
                          icon={Pencil}
                          label={`Edit ${pool.group_name}`}
                          onClick={() => setEditing(pool.group_name)}
                        />
                        <IconButton
                          icon={Trash2}
                          label={`Delete ${pool.group_name}`}
                          onClick={() => setDeleting(pool.group_name)}
                        />
                      </div>
                    )}
                  </Td>
                </tr>
              ))}
            </Table>
          )
        }
      </Load>
      {creating && <NewPoolDialog onClose={() => setCreating(false)} />}
      {editing && <EditPoolDialog name={editing} onClose={() => setEditing(null)} />}
      {deleting && (
        <ConfirmDialog
          open
          onOpenChange={(open) => !open && setDeleting(null)}
          title={`Delete the pool ${deleting}?`}
          description="Requests that name it as their model are refused from then on. Its providers stay."
          confirmLabel="Delete pool"
          danger
          onConfirm={async () => {
            await remove.mutateAsync(deleting)
            toast(`The pool ${deleting} has been deleted.`)
          }}
        />
      )}
    </Card>
  )
}

function Members({ pool }: { pool: Pool }) {
  return (
    <span className="flex flex-wrap gap-1">
      {pool.providers.map((member) => (
        <Badge
          key={`${member.name} ${member.model ?? ''}`}
          tone={!member.configured ? 'info' : 'neutral'}
          title={!member.configured ? 'Not registered: it gets no traffic.' : `Weight ${member.weight}`}
        >
          {member.name}
          {member.model && ` · ${member.model}`}
          {member.weight !== 1 && ` × ${member.weight}`}
        </Badge>
      ))}
    </span>
  )
}

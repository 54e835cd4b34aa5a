import { Dialog } from '@/ui/Dialog'
import { Load } from '@/ui/Load'
import { toast } from '@/ui/toast'
import { useCreatePool, usePool, useReplacePool } from '../api/pools'
import { emptyPool, formOf, poolOf } from '../model/pool-form'
import { PoolFormFields } from './PoolFormFields'

export function NewPoolDialog({ onClose }: { onClose: () => void }) {
  const create = useCreatePool()
  return (
    <Dialog wide open onOpenChange={(open) => !open && onClose()} title="Add a pool">
      <PoolFormFields
        initial={emptyPool}
        error={create.error}
        busy={create.isPending}
        submitLabel="Add pool"
        onCancel={onClose}
        onSubmit={(form) =>
          create.mutate(poolOf(form), {
            onSuccess: ({ group_name }) => {
              toast(`The pool ${group_name} has been added.`)
              onClose()
            },
          })
        }
      />
    </Dialog>
  )
}

export function EditPoolDialog({ name, onClose }: { name: string; onClose: () => void }) {
  const pool = usePool(name)
  const replace = useReplacePool()
  return (
    <Dialog wide open onOpenChange={(open) => !open && onClose()} title={`Edit ${name}`}>
      <Load query={pool}>
        {({ value, etag }) => (
          <PoolFormFields
            existing
            initial={formOf(value)}
            error={replace.error}
            busy={replace.isPending}
            submitLabel="Save"
            onCancel={onClose}
            onSubmit={(form) =>
              replace.mutate(
                { groupName: name, input: poolOf(form, value), etag },
                {
                  onSuccess: () => {
                    toast(`The pool ${name} has been saved.`)
                    onClose()
                  },
                },
              )
            }
          />
        )}
      </Load>
    </Dialog>
  )
}

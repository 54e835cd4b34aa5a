import { Dialog } from '@/ui/Dialog'
import { Load } from '@/ui/Load'
import { toast } from '@/ui/toast'
import { useCreateProvider, useProvider, useReplaceProvider } from '../api/providers'
import { emptyProvider, formOf, providerOf } from '../model/provider-form'
import { ProviderFormFields } from './ProviderFormFields'

export function NewProviderDialog({ onClose }: { onClose: () => void }) {
  const create = useCreateProvider()
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title="Add a provider">
      <ProviderFormFields
        initial={emptyProvider}
        error={create.error}
        busy={create.isPending}
        submitLabel="Add provider"
        onCancel={onClose}
        onSubmit={(form) =>
          create.mutate(providerOf(form), {
            onSuccess: ({ name }) => {
              toast(`The provider ${name} has been added.`)
              onClose()
            },
          })
        }
      />
    </Dialog>
  )
}

export function EditProviderDialog({ name, onClose }: { name: string; onClose: () => void }) {
  const provider = useProvider(name)
  const replace = useReplaceProvider()
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={`Edit ${name}`}>
      <Load query={provider}>
        {({ value, etag }) => (
          <ProviderFormFields
            existing
            initial={formOf(value)}
            error={replace.error}
            busy={replace.isPending}
            submitLabel="Save"
            onCancel={onClose}
            onSubmit={(form) =>
              replace.mutate(
                { name, input: providerOf(form, value), etag },
                {
                  onSuccess: () => {
                    toast(`The provider ${name} has been saved.`)
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

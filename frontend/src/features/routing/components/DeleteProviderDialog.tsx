import { ConfirmDialog } from '@/ui/ConfirmDialog'
import { toast } from '@/ui/toast'
import { usePools } from '../api/pools'
import { useDeleteProvider } from '../api/providers'
import { poolsUsing } from '../model/provider-form'

export function DeleteProviderDialog({ name, onClose }: { name: string; onClose: () => void }) {
  const pools = usePools()
  const remove = useDeleteProvider()
  const used = poolsUsing(name, pools.data?.items ?? [])
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Delete the provider ${name}?`}
      description={
        used.length === 0
          ? 'Its address and key are forgotten. Its history is kept.'
          : `It is in use: ${used.join(', ')}. Its name stays there without traffic until a provider is registered by it again. Its address and key are forgotten, its history is kept.`
      }
      confirmLabel={used.length === 0 ? 'Delete provider' : 'Delete nevertheless'}
      danger
      onConfirm={async () => {
        await remove.mutateAsync({ name, force: used.length > 0 })
        toast(`The provider ${name} has been deleted.`)
      }}
    />
  )
}

import { useState } from 'react'
import { KeyRound, Plus, Trash2 } from 'lucide-react'
import { useCan } from '@/session/me'
import { Badge } from '@/ui/Badge'
import { Button, IconButton } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { useNow } from '@/ui/clock'
import { ConfirmDialog } from '@/ui/ConfirmDialog'
import { Load } from '@/ui/Load'
import { Page } from '@/ui/Page'
import { EmptyState } from '@/ui/States'
import { Table, Td, Th } from '@/ui/Table'
import { Time } from '@/ui/Time'
import { toast } from '@/ui/toast'
import { useApiKeys, useDeleteApiKey, type ApiKey } from '../api/api-keys'
import { limitWords } from '../model/limits'
import { isExpired } from '../model/new-key'
import { CreateKeyDialog } from './CreateKeyDialog'

export function ApiKeysPage() {
  const keys = useApiKeys()
  const remove = useDeleteApiKey()
  const mayManage = useCan('ADMIN')
  const [creating, setCreating] = useState(false)
  const [deleting, setDeleting] = useState<ApiKey | null>(null)
  const create = mayManage && (
    <Button variant="primary" icon={Plus} onClick={() => setCreating(true)}>
      Create key
    </Button>
  )

  return (
    <Page title="API keys" lead="For programs that send completions or telemetry." actions={create}>
      <Card flush>
        <Load query={keys}>
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState icon={KeyRound} title="No keys yet" action={create}>
                A program needs a key to send completions or telemetry. It is shown once, when it is created.
              </EmptyState>
            ) : (
              <KeyTable items={items} onDelete={mayManage ? setDeleting : undefined} />
            )
          }
        </Load>
      </Card>
      {creating && <CreateKeyDialog onClose={() => setCreating(false)} />}
      {deleting && (
        <ConfirmDialog
          open
          onOpenChange={(open) => !open && setDeleting(null)}
          title={`Delete the key ${deleting.name}?`}
          description="Whatever uses it is refused from the next second on. This cannot be undone."
          confirmLabel="Delete key"
          danger
          onConfirm={async () => {
            await remove.mutateAsync(deleting.id)
            toast(`The key ${deleting.name} has been deleted.`)
          }}
        />
      )}
    </Page>
  )
}

function KeyTable({ items, onDelete }: { items: ApiKey[]; onDelete?: (key: ApiKey) => void }) {
  const now = useNow()
  return (
    <Table
      label="API keys"
      head={
        <>
          <Th>Name</Th>
          <Th>Key</Th>
          <Th>Scopes</Th>
          <Th>Limits</Th>
          <Th>Created</Th>
          <Th>Last used</Th>
          <Th>Expires</Th>
          <Th>
            <span className="sr-only">Delete</span>
          </Th>
        </>
      }
    >
      {items.map((key) => (
        <tr key={key.id}>
          <Td className="max-w-60 truncate font-medium">{key.name}</Td>
          <Td className="text-muted font-mono text-xs whitespace-nowrap">{key.prefix}…</Td>
          <Td>
            <span className="flex gap-1">
              {key.scopes.map((scope) => (
                <Badge key={scope}>{scope}</Badge>
              ))}
            </span>
          </Td>
          <Td className="text-muted text-xs">{limitWords(key).join(' · ') || 'none'}</Td>
          <Td className="text-muted">
            <Time at={key.created_at} />
          </Td>
          <Td className="text-muted">{key.last_used_at ? <Time at={key.last_used_at} /> : 'never'}</Td>
          <Td className="text-muted">
            {key.expires_at == null ? (
              'never'
            ) : isExpired(key.expires_at, now) ? (
              <Badge tone="warn">Expired</Badge>
            ) : (
              <Time at={key.expires_at} />
            )}
          </Td>
          <Td className="w-px">
            {onDelete && (
              <IconButton icon={Trash2} label={`Delete the key ${key.name}`} onClick={() => onDelete(key)} />
            )}
          </Td>
        </tr>
      ))}
    </Table>
  )
}

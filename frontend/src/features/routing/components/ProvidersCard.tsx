import { useState } from 'react'
import { Pencil, Plus, Server, Trash2, Zap } from 'lucide-react'
import { messageOf } from '@/api/problem'
import { duration } from '@/lib/format'
import { useCan } from '@/session/me'
import { Badge } from '@/ui/Badge'
import { Button, IconButton } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { Load } from '@/ui/Load'
import { EmptyState } from '@/ui/States'
import { Table, Td, Th } from '@/ui/Table'
import { toast } from '@/ui/toast'
import { useProviders, useTestProvider, type Provider } from '../api/providers'
import { typeLabel } from '../model/provider-form'
import { DeleteProviderDialog } from './DeleteProviderDialog'
import { EditProviderDialog, NewProviderDialog } from './ProviderDialogs'

export function ProvidersCard() {
  const providers = useProviders()
  const mayManage = useCan('ROUTER_MANAGE')
  const [creating, setCreating] = useState(false)
  const [editing, setEditing] = useState<string | null>(null)
  const [deleting, setDeleting] = useState<string | null>(null)
  const create = mayManage && (
    <Button size="sm" variant="primary" icon={Plus} onClick={() => setCreating(true)}>
      Add provider
    </Button>
  )

  return (
    <Card title="Providers" hint="accounts that calls are sent to" actions={create} flush>
      <Load query={providers}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon={Server} title="No providers yet" action={create}>
              A provider is one account at OpenAI or any server that speaks its API, with its address and key.
            </EmptyState>
          ) : (
            <Table
              label="Providers"
              head={
                <>
                  <Th>Name</Th>
                  <Th>Type</Th>
                  <Th>Address</Th>
                  <Th>Models</Th>
                  <Th>
                    <span className="sr-only">Actions</span>
                  </Th>
                </>
              }
            >
              {items.map((provider) => (
                <tr key={provider.name}>
                  <Td className="font-medium whitespace-nowrap">{provider.name}</Td>
                  <Td className="text-muted whitespace-nowrap">{typeLabel(provider.type)}</Td>
                  <Td className="text-muted max-w-72 truncate font-mono text-xs">{provider.base_url}</Td>
                  <Td>
                    <Models provider={provider} />
                  </Td>
                  <Td className="w-px">
                    {mayManage && (
                      <div className="flex items-center justify-end gap-1">
                        <TestButton name={provider.name} />
                        <IconButton
                          icon={Pencil}
                          label={`Edit ${provider.name}`}
                          onClick={() => setEditing(provider.name)}
                        />
                        <IconButton
                          icon={Trash2}
                          label={`Delete ${provider.name}`}
                          onClick={() => setDeleting(provider.name)}
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
      {creating && <NewProviderDialog onClose={() => setCreating(false)} />}
      {editing && <EditProviderDialog name={editing} onClose={() => setEditing(null)} />}
      {deleting && <DeleteProviderDialog name={deleting} onClose={() => setDeleting(null)} />}
    </Card>
  )
}

function Models({ provider: { models } }: { provider: Provider }) {
  const shown = models.slice(0, 3)
  return (
    <span className="flex flex-wrap gap-1" title={models.join('\n')}>
      {shown.map((model) => (
        <Badge key={model}>{model}</Badge>
      ))}
      {models.length > shown.length && <Badge>+{models.length - shown.length}</Badge>}
    </span>
  )
}

/** One live call to the provider, which costs no tokens. */
function TestButton({ name }: { name: string }) {
  const test = useTestProvider()
  const run = () =>
    test.mutate(name, {
      onSuccess: ({ success, latency_ms, error }) =>
        success
          ? toast(`${name} answered in ${duration(latency_ms)}.`)
          : toast(`${name} failed: ${error ?? 'no reason given'}`, 'bad'),
      onError: (error) => toast(messageOf(error), 'bad'),
    })
  return (
    <Button
      size="sm"
      variant="ghost"
      icon={Zap}
      busy={test.isPending}
      aria-label={`Test ${name}`}
      onClick={run}
    >
      Test
    </Button>
  )
}

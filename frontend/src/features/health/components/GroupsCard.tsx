import { Share2 } from 'lucide-react'
import { count, duration } from '@/lib/format'
import { healthTone } from '@/lib/tone'
import { Badge } from '@/ui/Badge'
import { Card } from '@/ui/Card'
import { EmptyState } from '@/ui/States'
import { Table, Td, Th } from '@/ui/Table'
import type { Group } from '../api/get-health-dashboard'

/** How each pool spreads its traffic. */
export function GroupsCard({ groups }: { groups: readonly Group[] }) {
  return (
    <Card title="Load balancer groups" flush>
      {groups.length === 0 ? (
        <EmptyState icon={Share2} title="No pools">
          A pool spreads calls over its providers. Create one under Router.
        </EmptyState>
      ) : (
        <Table
          label="Load balancer groups"
          head={
            <>
              <Th>Provider</Th>
              <Th numeric>Weight</Th>
              <Th numeric>Active</Th>
              <Th numeric>Requests</Th>
              <Th numeric>Average latency</Th>
              <Th>Health</Th>
            </>
          }
        >
          {groups.map((group) => (
            <GroupRows key={group.group_name} group={group} />
          ))}
        </Table>
      )}
    </Card>
  )
}

function GroupRows({ group }: { group: Group }) {
  return (
    <>
      <tr className="bg-raised">
        <th scope="rowgroup" colSpan={6} className="px-4 py-1.5 text-left text-xs font-semibold">
          {group.group_name}{' '}
          <span className="text-muted font-normal">{group.strategy.replaceAll('_', ' ')}</span>
        </th>
      </tr>
      {group.providers.map((member) => (
        <tr key={`${member.name} ${member.model ?? ''}`}>
          <Td className="max-w-72 truncate">
            {member.name}
            {member.model && <span className="text-muted"> · {member.model}</span>}
          </Td>
          <Td numeric>{count(member.weight)}</Td>
          <Td numeric>{count(member.active_requests)}</Td>
          <Td numeric>{count(member.total_requests)}</Td>
          <Td numeric>{duration(member.avg_latency_ms)}</Td>
          <Td>
            <Badge tone={healthTone(member.health)}>{member.health}</Badge>
          </Td>
        </tr>
      ))}
    </>
  )
}

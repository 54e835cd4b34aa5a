import { duration, GAP } from '@/lib/format'
import { Badge } from '@/ui/Badge'
import { Card } from '@/ui/Card'
import { CircuitBadge } from '@/ui/CircuitBadge'
import { Table, Td, Th } from '@/ui/Table'
import type { TraceDetail } from '../api/get-trace'
import { outcomeTone } from '../model/outcome'

/** What the router tried, in its order: which provider, with what outcome, and how its circuit stood. */
export function AttemptsCard({ attempts }: { attempts: TraceDetail['attempt_details'] }) {
  return (
    <Card title="Attempts" flush>
      <Table
        label="Attempts"
        head={
          <>
            <Th>No.</Th>
            <Th>Provider</Th>
            <Th>Model</Th>
            <Th>Outcome</Th>
            <Th>Circuit</Th>
            <Th numeric>HTTP</Th>
            <Th numeric>Duration</Th>
          </>
        }
      >
        {attempts.map((attempt) => (
          <tr key={attempt.span_id}>
            <Td className="w-px">{attempt.number ?? GAP}</Td>
            <Td className="font-medium whitespace-nowrap">{attempt.provider ?? GAP}</Td>
            <Td className="text-muted whitespace-nowrap">{attempt.model ?? GAP}</Td>
            <Td>
              {attempt.outcome ? (
                <Badge tone={outcomeTone(attempt.outcome)}>{attempt.outcome.replaceAll('_', ' ')}</Badge>
              ) : (
                GAP
              )}
            </Td>
            <Td>{attempt.circuit_state ? <CircuitBadge state={attempt.circuit_state} /> : GAP}</Td>
            <Td numeric>{attempt.http_status ?? GAP}</Td>
            <Td numeric>{duration(attempt.duration_ms)}</Td>
          </tr>
        ))}
      </Table>
    </Card>
  )
}

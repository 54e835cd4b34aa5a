import { Zap } from 'lucide-react'
import { Link } from '@tanstack/react-router'
import { count } from '@/lib/format'
import { Card } from '@/ui/Card'
import { CircuitBadge } from '@/ui/CircuitBadge'
import { Load } from '@/ui/Load'
import { EmptyState } from '@/ui/States'
import { Table, Td, Th } from '@/ui/Table'
import { Time } from '@/ui/Time'
import { useCircuits } from '../api/get-circuits'

/** The live state of every circuit; what can be done about one is on the Health page. */
export function CircuitsCard() {
  const circuits = useCircuits()
  return (
    <Card title="Circuits" hint="live, every 10 s" flush>
      <Load query={circuits}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon={Zap} title="No circuits yet">
              Each provider has one from the moment it is registered or named in a pool.
            </EmptyState>
          ) : (
            <Table
              label="Circuits"
              head={
                <>
                  <Th>Provider</Th>
                  <Th>State</Th>
                  <Th>Since</Th>
                  <Th numeric>Successes</Th>
                  <Th numeric>Failures</Th>
                  <Th numeric>In a row</Th>
                  <Th numeric>Rejected</Th>
                  <Th>Next attempt</Th>
                </>
              }
            >
              {items.map((circuit) => (
                <tr key={circuit.name} className="hover:bg-raised relative">
                  <Td className="whitespace-nowrap">
                    <Link
                      to="/health"
                      search={{ provider: circuit.name }}
                      className="hover:text-accent font-medium after:absolute after:inset-0"
                    >
                      {circuit.name}
                    </Link>
                  </Td>
                  <Td>
                    <CircuitBadge state={circuit.state} forced={circuit.forced} />
                  </Td>
                  <Td className="text-muted">
                    <Time at={circuit.since} />
                  </Td>
                  <Td numeric>{count(circuit.successes)}</Td>
                  <Td numeric>{count(circuit.failures)}</Td>
                  <Td numeric>{count(circuit.consecutive_failures)}</Td>
                  <Td numeric>{count(circuit.rejected)}</Td>
                  <Td className="text-muted">
                    <Time at={circuit.next_attempt_at} />
                  </Td>
                </tr>
              ))}
            </Table>
          )
        }
      </Load>
    </Card>
  )
}

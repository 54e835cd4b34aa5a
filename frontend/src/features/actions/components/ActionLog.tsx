import { ClipboardList } from 'lucide-react'
import { Link } from '@tanstack/react-router'
import { Button } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { Load } from '@/ui/Load'
import { EmptyState } from '@/ui/States'
import { Table, Td, Th } from '@/ui/Table'
import { Time } from '@/ui/Time'
import { useActions } from '../api/get-actions'
import { actionTitle } from '../model/request'
import { ActionBadge } from './ActionBadge'

/** What has been done, by whom and why, newest first. */
export function ActionLog() {
  const actions = useActions()
  return (
    <Card title="Action log" flush>
      <Load query={actions}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items)
          if (items.length === 0) {
            return (
              <EmptyState icon={ClipboardList} title="Nothing has been done yet">
                Restart, scale or roll out one of the targets above: each action is kept here with its reason.
              </EmptyState>
            )
          }
          return (
            <>
              <Table
                label="Action log"
                head={
                  <>
                    <Th>When</Th>
                    <Th>Action</Th>
                    <Th>State</Th>
                    <Th>Reason</Th>
                    <Th>By</Th>
                  </>
                }
              >
                {items.map((action) => (
                  <tr key={action.action_id} className="hover:bg-raised relative">
                    <Td className="text-muted text-xs">
                      <Time at={action.created_at} />
                    </Td>
                    <Td className="whitespace-nowrap">
                      <Link
                        from="/actions"
                        to="/actions"
                        search={{ action: action.action_id }}
                        resetScroll={false}
                        className="hover:text-accent font-medium after:absolute after:inset-0"
                      >
                        {actionTitle(action.type, action.target.service_name)}
                      </Link>
                    </Td>
                    <Td>
                      <ActionBadge action={action} />
                    </Td>
                    <Td className="text-muted max-w-80 min-w-40 truncate" title={action.reason}>
                      {action.reason}
                    </Td>
                    <Td className="text-muted max-w-40 truncate">{action.requested_by}</Td>
                  </tr>
                ))}
              </Table>
              {actions.hasNextPage && (
                <div className="flex justify-center border-t px-4 py-2.5">
                  <Button
                    size="sm"
                    busy={actions.isFetchingNextPage}
                    onClick={() => void actions.fetchNextPage()}
                  >
                    Load more
                  </Button>
                </div>
              )}
            </>
          )
        }}
      </Load>
    </Card>
  )
}

import { Link } from '@tanstack/react-router'
import { Card } from '@/ui/Card'
import { FirstRequest } from '@/ui/FirstRequest'
import { Load } from '@/ui/Load'
import { TraceTable } from '@/ui/TraceTable'
import { useActivity } from '../api/get-activity'

export function ActivityStream() {
  const activity = useActivity()
  return (
    <Card
      title="Activity"
      hint="latest requests"
      flush
      actions={
        <Link to="/traces" className="text-accent text-xs font-medium hover:underline">
          All traces
        </Link>
      }
    >
      <Load query={activity}>
        {({ items }) =>
          items.length === 0 ? <FirstRequest /> : <TraceTable label="Activity" items={items} />
        }
      </Load>
    </Card>
  )
}

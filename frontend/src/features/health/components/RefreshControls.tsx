import { RefreshCw } from 'lucide-react'
import { Switch } from 'radix-ui'
import { Button } from '@/ui/Button'
import { Time } from '@/ui/Time'
import { LiveBadge } from './LiveBadge'

interface RefreshControlsProps {
  auto: boolean
  onAuto: (auto: boolean) => void
  /** Whether changes arrive by themselves. */
  live: boolean
  updatedAt: number
  refreshing: boolean
  onRefresh: () => void
}

export function RefreshControls(props: RefreshControlsProps) {
  const { auto, onAuto, live, updatedAt, refreshing, onRefresh } = props
  return (
    <>
      {updatedAt > 0 && (
        <span className="text-muted text-xs">
          Updated <Time at={updatedAt} />
        </span>
      )}
      <label className="flex h-8 cursor-pointer items-center gap-2 text-xs font-medium">
        <Switch.Root
          checked={auto}
          onCheckedChange={onAuto}
          className="bg-line-strong data-[state=checked]:bg-accent inline-flex h-4.5 w-8 shrink-0 items-center rounded-full p-0.5 transition-colors"
        >
          <Switch.Thumb className="bg-surface size-3.5 rounded-full transition-transform data-[state=checked]:translate-x-3.5" />
        </Switch.Root>
        Auto-refresh
      </label>
      {auto && <LiveBadge live={live} />}
      <Button size="sm" icon={RefreshCw} busy={refreshing} onClick={onRefresh}>
        Refresh
      </Button>
    </>
  )
}

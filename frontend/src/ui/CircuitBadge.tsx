import { CircleDashed, Lock, Zap, ZapOff, type LucideIcon } from 'lucide-react'
import { circuitLook } from '@/lib/circuit'
import { Badge } from './Badge'

const icons: Record<string, LucideIcon> = { closed: Zap, open: ZapOff, 'half-open': CircleDashed }

/** A circuit's state, and whether somebody pinned it. */
export function CircuitBadge({ state, forced }: { state: string; forced?: string | null }) {
  const { label, tone, meaning } = circuitLook(state)
  return (
    <span className="inline-flex flex-wrap items-center gap-1">
      <Badge tone={tone} icon={icons[state]} title={meaning}>
        {label}
      </Badge>
      {forced && (
        <Badge icon={Lock} title="Pinned by a person; stays so until it is reset.">
          Forced
        </Badge>
      )}
    </span>
  )
}

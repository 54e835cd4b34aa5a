import { CircleDashed, Lock, Zap, ZapOff } from 'lucide-react'
import { circuitMeaning, circuitTone, circuitWords, type CircuitState, type Forced } from '@/lib/circuit'
import { Badge } from './Badge'

const icons = { closed: Zap, open: ZapOff, 'half-open': CircleDashed }

/** A circuit's state, and whether somebody pinned it. */
export function CircuitBadge({ state, forced }: { state: CircuitState; forced?: Forced | null }) {
  return (
    <span className="inline-flex flex-wrap items-center gap-1">
      <Badge tone={circuitTone[state]} icon={icons[state]} title={circuitMeaning[state]}>
        {circuitWords[state]}
      </Badge>
      {forced && (
        <Badge icon={Lock} title="Pinned by a person; stays so until it is reset.">
          Forced
        </Badge>
      )}
    </span>
  )
}

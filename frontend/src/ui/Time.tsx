import { absolute, relative } from '@/lib/time'
import { GAP } from '@/lib/format'
import { useNow } from './clock'

/** A moment as people say it, with the exact one as its title. */
export function Time({ at }: { at: string | number | null | undefined }) {
  const now = useNow()
  if (at === null || at === undefined) return <>{GAP}</>
  const moment = typeof at === 'number' ? at : Date.parse(at)
  return (
    <time
      dateTime={new Date(moment).toISOString()}
      title={absolute(moment)}
      className="whitespace-nowrap tabular-nums"
    >
      {relative(moment, now)}
    </time>
  )
}

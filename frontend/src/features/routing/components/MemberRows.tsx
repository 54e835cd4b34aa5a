import { useId } from 'react'
import { Plus, Trash2 } from 'lucide-react'
import { cx } from '@/lib/cx'
import { Button, IconButton } from '@/ui/Button'
import { inputClass } from '@/ui/Field'
import { useProviders } from '../api/providers'
import { newMember, type MemberForm } from '../model/pool-form'

interface MemberRowsProps {
  members: MemberForm[]
  byPriority: boolean
  error?: string
  onChange: (members: MemberForm[]) => void
}

/** The members of a pool, one a row. A name may be used before a provider is registered by it. */
export function MemberRows({ members, byPriority, error, onChange }: MemberRowsProps) {
  const providers = useProviders()
  const known = useId()
  const set = (row: number, part: Partial<MemberForm>) =>
    onChange(members.map((member) => (member.row === row ? { ...member, ...part } : member)))
  const nextRow = Math.max(-1, ...members.map((member) => member.row)) + 1
  const columns = byPriority
    ? 'grid-cols-[minmax(0,1.3fr)_minmax(0,1fr)_4.25rem_4.25rem_2rem]'
    : 'grid-cols-[minmax(0,1.3fr)_minmax(0,1fr)_4.25rem_2rem]'

  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1.5 text-xs font-medium">Providers</legend>
      <div aria-hidden className={cx('text-muted text-2xs grid gap-2', columns)}>
        <span>Name</span>
        <span>Model (optional)</span>
        <span>Weight</span>
        {byPriority && <span>Priority</span>}
      </div>
      {members.map(({ row, name, model, weight, priority }, index) => (
        <div key={row} className={cx('grid items-center gap-2', columns)}>
          <input
            aria-label={`Provider ${index + 1}`}
            list={known}
            autoComplete="off"
            value={name}
            onChange={(event) => set(row, { name: event.target.value })}
            className={inputClass}
          />
          <input
            aria-label={`Model of provider ${index + 1}`}
            autoComplete="off"
            placeholder="as requested"
            value={model}
            onChange={(event) => set(row, { model: event.target.value })}
            className={inputClass}
          />
          <input
            aria-label={`Weight of provider ${index + 1}`}
            inputMode="decimal"
            value={weight}
            onChange={(event) => set(row, { weight: event.target.value })}
            className={inputClass}
          />
          {byPriority && (
            <input
              aria-label={`Priority of provider ${index + 1}`}
              inputMode="numeric"
              value={priority}
              onChange={(event) => set(row, { priority: event.target.value })}
              className={inputClass}
            />
          )}
          <IconButton
            icon={Trash2}
            label={`Remove provider ${index + 1}`}
            disabled={members.length === 1}
            onClick={() => onChange(members.filter((member) => member.row !== row))}
          />
        </div>
      ))}
      <datalist id={known}>
        {providers.data?.items.map((provider) => (
          <option key={provider.name} value={provider.name} />
        ))}
      </datalist>
      {error && <p className="text-bad text-xs">{error}</p>}
      <Button
        size="sm"
        icon={Plus}
        className="self-start"
        onClick={() => onChange([...members, newMember(nextRow)])}
      >
        Add a provider
      </Button>
    </fieldset>
  )
}

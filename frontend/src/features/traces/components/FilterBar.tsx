import { useState } from 'react'
import { Search, X } from 'lucide-react'
import { cx } from '@/lib/cx'
import { text, quantity } from '@/lib/search'
import { Button } from '@/ui/Button'
import { inputClass } from '@/ui/Field'
import { isFiltered, type TraceFilters } from '../model/filters'

interface FilterBarProps {
  filters: TraceFilters
  onChange: (filters: TraceFilters) => void
}

/** Filters of the trace list; typed ones apply with Enter or when left, so that each is one query and one place in history. */
export function FilterBar({ filters, onChange }: FilterBarProps) {
  const patch = (part: Partial<TraceFilters>) => onChange({ ...filters, ...part })
  return (
    <div role="search" aria-label="Traces" className="flex flex-wrap items-center gap-2">
      <span className="relative min-w-52 flex-1">
        <Search aria-hidden className="text-muted pointer-events-none absolute top-2.5 left-2.5 size-4" />
        <Typed
          label="Search trace id, name or error"
          value={filters.q}
          onApply={(value) => patch({ q: text(value) })}
          className="pl-8.5"
        />
      </span>
      <select
        aria-label="Status"
        value={filters.status ?? ''}
        onChange={(event) => patch({ status: (event.target.value || undefined) as TraceFilters['status'] })}
        className={cx(inputClass, 'w-auto!')}
      >
        <option value="">Any status</option>
        <option value="ok">OK</option>
        <option value="error">Error</option>
      </select>
      <Typed
        label="Service"
        value={filters.service}
        onApply={(value) => patch({ service: text(value) })}
        className="w-32!"
      />
      <Typed
        label="Provider"
        value={filters.provider}
        onApply={(value) => patch({ provider: text(value) })}
        className="w-32!"
      />
      <Typed
        label="Model"
        value={filters.model}
        onApply={(value) => patch({ model: text(value) })}
        className="w-36!"
      />
      <Typed
        label="Min. ms"
        type="number"
        value={filters.min_duration_ms?.toString()}
        onApply={(value) => patch({ min_duration_ms: quantity(value) })}
        className="w-24!"
      />
      {isFiltered(filters) && (
        <Button variant="ghost" icon={X} onClick={() => onChange({ range: filters.range })}>
          Clear
        </Button>
      )}
    </div>
  )
}

interface TypedProps {
  label: string
  type?: string
  value: string | undefined
  onApply: (value: string) => void
  className?: string
}

function Typed({ value = '', ...props }: TypedProps) {
  // A new value from outside (Clear, the back button) starts the field anew.
  return <TypedField key={value} value={value} {...props} />
}

function TypedField({ label, type = 'search', value = '', onApply, className }: TypedProps) {
  const [draft, setDraft] = useState(value)
  const apply = () => draft !== value && onApply(draft)
  return (
    <input
      type={type}
      min={type === 'number' ? 0 : undefined}
      aria-label={label}
      placeholder={label}
      value={draft}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={apply}
      onKeyDown={(event) => event.key === 'Enter' && apply()}
      className={cx(inputClass, className)}
    />
  )
}

import { TextField } from '@/ui/Field'
import type { SizeForm } from '../model/request'

interface SizeFieldsProps {
  form: SizeForm
  onChange: (form: SizeForm) => void
  /** Whether an autoscaler owns the number, so that only its bounds can be set. */
  bounded: boolean
  errors: Record<string, string>
}

export function SizeFields({ form, onChange, bounded, errors }: SizeFieldsProps) {
  if (!bounded) {
    return (
      <TextField
        label="Replicas"
        type="number"
        min={0}
        step={1}
        autoFocus
        value={form.replicas}
        error={errors.replicas}
        onChange={(event) => onChange({ ...form, replicas: event.target.value })}
      />
    )
  }
  return (
    <div className="grid grid-cols-2 gap-4">
      <TextField
        label="At least"
        type="number"
        min={0}
        step={1}
        autoFocus
        hint="An autoscaler chooses the number of replicas within these bounds."
        value={form.min}
        error={errors.min_replicas}
        onChange={(event) => onChange({ ...form, min: event.target.value })}
      />
      <TextField
        label="At most"
        type="number"
        min={1}
        step={1}
        value={form.max}
        error={errors.max_replicas}
        onChange={(event) => onChange({ ...form, max: event.target.value })}
      />
    </div>
  )
}

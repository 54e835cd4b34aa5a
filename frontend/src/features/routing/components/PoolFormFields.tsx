import { useState } from 'react'
import { formErrors } from '@/api/problem'
import { Button } from '@/ui/Button'
import { DialogActions } from '@/ui/Dialog'
import { SelectField, TextField } from '@/ui/Field'
import { ProblemNote } from '@/ui/ProblemNote'
import { poolErrors, strategies, type PoolForm } from '../model/pool-form'
import { MemberRows } from './MemberRows'

interface PoolFormFieldsProps {
  initial: PoolForm
  existing?: boolean
  error: unknown
  busy: boolean
  submitLabel: string
  onCancel: () => void
  onSubmit: (form: PoolForm) => void
}

const fields = ['group_name', 'strategy', 'models', 'fallback', 'providers']

export function PoolFormFields(props: PoolFormFieldsProps) {
  const { initial, existing, error, busy, submitLabel, onCancel, onSubmit } = props
  const [form, setForm] = useState(initial)
  const [missing, setMissing] = useState<Record<string, string>>({})
  const answered = formErrors(error, fields)
  const byField = { ...answered.byField, ...missing }
  const patch = (part: Partial<PoolForm>) => {
    setForm({ ...form, ...part })
    setMissing({})
  }

  return (
    <form
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        const errors = poolErrors(form)
        setMissing(errors)
        if (Object.keys(errors).length === 0) onSubmit(form)
      }}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          label="Name"
          autoFocus={!existing}
          readOnly={existing}
          autoComplete="off"
          hint="Requests name it as their model."
          value={form.group_name}
          error={byField.group_name}
          onChange={(event) => patch({ group_name: event.target.value })}
        />
        <SelectField
          label="Strategy"
          hint={strategies.find((strategy) => strategy.value === form.strategy)?.hint}
          value={form.strategy}
          error={byField.strategy}
          onChange={(event) => patch({ strategy: event.target.value })}
        >
          {strategies.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </SelectField>
      </div>
      <MemberRows
        members={form.members}
        byPriority={form.strategy === 'priority'}
        error={byField.providers}
        onChange={(members) => patch({ members })}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          label="Also answers to these models"
          optional
          autoComplete="off"
          hint="Separated by commas."
          value={form.models}
          error={byField.models}
          onChange={(event) => patch({ models: event.target.value })}
        />
        <TextField
          label="Fallback pools"
          optional
          autoComplete="off"
          hint="Tried in this order when all of this pool fail."
          value={form.fallback}
          error={byField.fallback}
          onChange={(event) => patch({ fallback: event.target.value })}
        />
      </div>
      {answered.general && <ProblemNote error={error} message={answered.general} />}
      <DialogActions>
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="submit" variant="primary" busy={busy}>
          {submitLabel}
        </Button>
      </DialogActions>
    </form>
  )
}

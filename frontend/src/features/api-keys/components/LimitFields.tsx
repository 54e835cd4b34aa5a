import { SelectField, TextField } from '@/ui/Field'
import type { Limits, LimitsForm } from '../model/limits'

interface LimitFieldsProps {
  limits: LimitsForm
  errors: Partial<Record<keyof Limits, string>>
  onChange: (limits: LimitsForm) => void
}

/** How much a key may be used; nothing typed is no limit. */
export function LimitFields({ limits, errors, onChange }: LimitFieldsProps) {
  const field = (name: 'rpm' | 'tpm' | 'budget') => ({
    optional: true,
    autoComplete: 'off',
    placeholder: 'No limit',
    value: limits[name],
    onChange: (event: React.ChangeEvent<HTMLInputElement>) =>
      onChange({ ...limits, [name]: event.target.value }),
  })
  return (
    <fieldset className="grid grid-cols-2 gap-3">
      <legend className="mb-1 text-xs font-medium">Limits</legend>
      <TextField label="Requests a minute" inputMode="numeric" error={errors.rpm} {...field('rpm')} />
      <TextField label="Tokens a minute" inputMode="numeric" error={errors.tpm} {...field('tpm')} />
      <TextField label="Budget, USD" inputMode="decimal" error={errors.budget_usd} {...field('budget')} />
      <SelectField
        label="Budget period"
        value={limits.period}
        error={errors.budget_period}
        disabled={limits.budget.trim() === ''}
        onChange={(event) => onChange({ ...limits, period: event.target.value === 'day' ? 'day' : 'month' })}
      >
        <option value="day">Day</option>
        <option value="month">Month</option>
      </SelectField>
    </fieldset>
  )
}

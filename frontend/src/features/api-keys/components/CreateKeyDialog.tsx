import { useState } from 'react'
import { formErrors } from '@/api/problem'
import { firstRequestCommand } from '@/lib/first-request'
import { Button } from '@/ui/Button'
import { Code } from '@/ui/Code'
import { Dialog, DialogActions } from '@/ui/Dialog'
import { SelectField, TextField } from '@/ui/Field'
import { ProblemNote } from '@/ui/ProblemNote'
import { useCreateApiKey } from '../api/api-keys'
import { limitErrors, limitsOf, noLimits } from '../model/limits'
import { expiry, lifetimes, scopes as allScopes, type Scope } from '../model/new-key'
import { LimitFields } from './LimitFields'

/** Creates a key and shows it, once. */
export function CreateKeyDialog({ onClose }: { onClose: () => void }) {
  const create = useCreateApiKey()
  const created = create.data
  return created ? (
    <Dialog
      wide
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Key ${created.name}`}
      description="Copy it now: it is shown this once and cannot be shown again."
    >
      <Code text={created.key} wrap />
      {created.scopes.includes('llm') && (
        <>
          <p className="text-muted mt-4 mb-1.5 text-sm">Send the first completion:</p>
          <Code text={firstRequestCommand(location.origin, 'your-pool', created.key)} />
        </>
      )}
      <DialogActions>
        <Button variant="primary" onClick={onClose}>
          I have copied it
        </Button>
      </DialogActions>
    </Dialog>
  ) : (
    <Dialog open onOpenChange={(open) => !open && onClose()} title="Create an API key">
      <KeyForm create={create} onCancel={onClose} />
    </Dialog>
  )
}

const fields = ['name', 'scopes', 'expires_at', 'rpm', 'tpm', 'budget_usd', 'budget_period']

function KeyForm({ create, onCancel }: { create: ReturnType<typeof useCreateApiKey>; onCancel: () => void }) {
  const [name, setName] = useState('')
  const [scopes, setScopes] = useState<Scope[]>(['llm'])
  const [days, setDays] = useState<number | null>(null)
  const [limits, setLimits] = useState(noLimits)
  const [unsent, setUnsent] = useState<ReturnType<typeof limitErrors>>({})
  const errors = formErrors(create.error, fields)
  const toggle = (scope: Scope) =>
    setScopes(scopes.includes(scope) ? scopes.filter((each) => each !== scope) : [...scopes, scope])

  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        const wrong = limitErrors(limits)
        setUnsent(wrong)
        if (Object.keys(wrong).length > 0) return
        const expires_at = expiry(days, Date.now())
        create.mutate({ name: name.trim(), scopes, expires_at, ...limitsOf(limits) })
      }}
    >
      <TextField
        label="Name"
        required
        autoFocus
        maxLength={100}
        autoComplete="off"
        placeholder="What will use it"
        value={name}
        error={errors.byField.name}
        onChange={(event) => setName(event.target.value)}
      />
      <fieldset className="flex flex-col gap-1.5">
        <legend className="mb-1 text-xs font-medium">It may</legend>
        {allScopes.map(({ value, label, hint }) => (
          <label key={value} className="flex cursor-pointer items-start gap-2 text-sm">
            <input
              type="checkbox"
              checked={scopes.includes(value)}
              onChange={() => toggle(value)}
              className="accent-accent mt-1"
            />
            <span>
              {label} <span className="text-muted">{hint}</span>
            </span>
          </label>
        ))}
        {errors.byField.scopes && <p className="text-bad text-xs">{errors.byField.scopes}</p>}
      </fieldset>
      <SelectField
        label="Expires"
        value={days ?? ''}
        error={errors.byField.expires_at}
        onChange={(event) => setDays(event.target.value === '' ? null : Number(event.target.value))}
      >
        {lifetimes.map((lifetime) => (
          <option key={lifetime.label} value={lifetime.days ?? ''}>
            {lifetime.label}
          </option>
        ))}
      </SelectField>
      <LimitFields limits={limits} errors={{ ...errors.byField, ...unsent }} onChange={setLimits} />
      {errors.general && <ProblemNote error={create.error} message={errors.general} />}
      <DialogActions>
        <Button onClick={onCancel}>Cancel</Button>
        <Button
          type="submit"
          variant="primary"
          disabled={name.trim() === '' || scopes.length === 0}
          busy={create.isPending}
        >
          Create key
        </Button>
      </DialogActions>
    </form>
  )
}

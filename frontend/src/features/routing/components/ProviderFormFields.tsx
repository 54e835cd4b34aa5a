import { useState } from 'react'
import { formErrors } from '@/api/problem'
import { Button } from '@/ui/Button'
import { DialogActions } from '@/ui/Dialog'
import { SelectField, TextAreaField, TextField } from '@/ui/Field'
import { ProblemNote } from '@/ui/ProblemNote'
import { needsAws, providerTypes, typeOf, type ProviderForm } from '../model/provider-form'
import { AwsFields } from './AwsFields'

interface ProviderFormFieldsProps {
  initial: ProviderForm
  existing?: boolean
  error: unknown
  busy: boolean
  submitLabel: string
  onCancel: () => void
  onSubmit: (form: ProviderForm) => void
}

export function ProviderFormFields(props: ProviderFormFieldsProps) {
  const { initial, existing, error, busy, submitLabel, onCancel, onSubmit } = props
  const [form, setForm] = useState(initial)
  const { byField, general } = formErrors(error, Object.keys(initial))
  const patch = (part: Partial<ProviderForm>) => setForm({ ...form, ...part })
  const usual = typeOf(form.type)
  const aws = needsAws(form)
  const keep = existing ? 'Leave it empty to keep what is stored.' : 'Stored encrypted, never shown again.'

  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit(form)
      }}
    >
      <TextField
        label="Name"
        required
        autoFocus={!existing}
        readOnly={existing}
        autoComplete="off"
        hint={existing ? 'Pools and history refer to the name: it stays.' : 'Pools refer to it by this name.'}
        value={form.name}
        error={byField.name}
        onChange={(event) => patch({ name: event.target.value })}
      />
      <SelectField
        label="Type"
        value={form.type}
        error={byField.type}
        onChange={(event) => patch({ type: event.target.value })}
      >
        {providerTypes.map((type) => (
          <option key={type.value} value={type.value}>
            {type.label}
          </option>
        ))}
        {!usual && <option value={form.type}>{form.type}</option>}
      </SelectField>
      <TextField
        label="Base URL"
        type="url"
        required={!aws}
        optional={aws}
        autoComplete="off"
        placeholder={usual?.baseUrl}
        value={form.base_url}
        error={byField.base_url}
        onChange={(event) => patch({ base_url: event.target.value })}
      />
      <TextField
        label="API key"
        type="password"
        optional
        autoComplete="off"
        hint={keep}
        value={form.api_key}
        error={byField.api_key}
        onChange={(event) => patch({ api_key: event.target.value })}
      />
      {aws && <AwsFields form={form} errors={byField} secretHint={keep} onChange={patch} />}
      {usual?.apiVersion !== undefined && (
        <TextField
          label="API version"
          optional
          autoComplete="off"
          placeholder={usual.apiVersion}
          value={form.api_version}
          error={byField.api_version}
          onChange={(event) => patch({ api_version: event.target.value })}
        />
      )}
      <TextAreaField
        label="Models"
        rows={3}
        hint="One a line, or separated by commas."
        value={form.models}
        error={byField.models}
        onChange={(event) => patch({ models: event.target.value })}
      />
      {general && <ProblemNote error={error} message={general} />}
      <DialogActions>
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="submit" variant="primary" busy={busy}>
          {submitLabel}
        </Button>
      </DialogActions>
    </form>
  )
}

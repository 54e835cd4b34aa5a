import { TextField } from '@/ui/Field'
import type { ProviderForm } from '../model/provider-form'

interface AwsFieldsProps {
  form: ProviderForm
  errors: Partial<Record<string, string>>
  secretHint: string
  onChange: (part: Partial<ProviderForm>) => void
}

/** Where Bedrock is, and who signs: a pair of keys, where there is no API key. */
export function AwsFields({ form, errors, secretHint, onChange }: AwsFieldsProps) {
  return (
    <>
      <TextField
        label="Region"
        required
        autoComplete="off"
        placeholder="us-east-1"
        value={form.region}
        error={errors.region}
        onChange={(event) => onChange({ region: event.target.value })}
      />
      <TextField
        label="Access key ID"
        optional
        autoComplete="off"
        hint="Instead of an API key."
        value={form.access_key_id}
        error={errors.access_key_id}
        onChange={(event) => onChange({ access_key_id: event.target.value })}
      />
      <TextField
        label="Secret access key"
        type="password"
        optional
        autoComplete="off"
        hint={secretHint}
        value={form.secret_access_key}
        error={errors.secret_access_key}
        onChange={(event) => onChange({ secret_access_key: event.target.value })}
      />
      <TextField
        label="Session token"
        type="password"
        optional
        autoComplete="off"
        hint="Of temporary credentials."
        value={form.session_token}
        error={errors.session_token}
        onChange={(event) => onChange({ session_token: event.target.value })}
      />
    </>
  )
}

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
  const field = (name: 'region' | 'access_key_id' | 'secret_access_key' | 'session_token') => ({
    value: form[name],
    error: errors[name],
    autoComplete: 'off',
    onChange: (event: { target: { value: string } }) => onChange({ [name]: event.target.value }),
  })
  return (
    <>
      <TextField label="Region" required placeholder="us-east-1" {...field('region')} />
      <TextField label="Access key ID" optional hint="Instead of an API key." {...field('access_key_id')} />
      <TextField
        label="Secret access key"
        type="password"
        optional
        hint={secretHint}
        {...field('secret_access_key')}
      />
      <TextField
        label="Session token"
        type="password"
        optional
        hint="Of temporary credentials."
        {...field('session_token')}
      />
    </>
  )
}

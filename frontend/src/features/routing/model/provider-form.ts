import type { RouterInput } from '@/api/clients'
import { sendable } from '@/api/wire'
import type { Provider } from '../api/providers'

export interface ProviderForm {
  name: string
  type: string
  base_url: string
  api_key: string
  /** Empty for the one that the router was written against. */
  api_version: string
  /** Of AWS, as what follows it: for Bedrock only. */
  region: string
  access_key_id: string
  secret_access_key: string
  session_token: string
  /** As typed: separated by commas, spaces or lines. */
  models: string
}

export interface ProviderType {
  value: string
  label: string
  /** The address that it usually has. */
  baseUrl: string
  /** Of its API, where there is one to choose. */
  apiVersion?: string
}

/** The kinds of providers that the router speaks to. */
export const providerTypes: readonly ProviderType[] = [
  { value: 'openai', label: 'OpenAI', baseUrl: 'https://api.openai.com/v1' },
  { value: 'openai_compatible', label: 'OpenAI-compatible', baseUrl: 'http://localhost:8010/v1' },
  {
    value: 'azure_openai',
    label: 'Azure OpenAI',
    baseUrl: 'https://my-resource.openai.azure.com',
    apiVersion: '2024-10-21',
  },
  { value: 'anthropic', label: 'Anthropic', baseUrl: 'https://api.anthropic.com', apiVersion: '2023-06-01' },
  {
    value: 'gemini',
    label: 'Google Gemini',
    baseUrl: 'https://generativelanguage.googleapis.com',
    apiVersion: 'v1beta',
  },
  { value: 'bedrock', label: 'Amazon Bedrock', baseUrl: 'https://bedrock-runtime.us-east-1.amazonaws.com' },
  { value: 'deepseek', label: 'DeepSeek', baseUrl: 'https://api.deepseek.com/v1' },
  { value: 'groq', label: 'Groq', baseUrl: 'https://api.groq.com/openai/v1' },
  { value: 'mistral', label: 'Mistral', baseUrl: 'https://api.mistral.ai/v1' },
  { value: 'ollama', label: 'Ollama', baseUrl: 'http://localhost:11434/v1' },
  { value: 'vllm', label: 'vLLM', baseUrl: 'http://localhost:8000/v1' },
]

/** Amazon signs with keys of its own, and finds its address by the region. */
export const needsAws = (form: ProviderForm) => form.type === 'bedrock'

export const emptyProvider: ProviderForm = {
  name: '',
  type: 'openai_compatible',
  base_url: '',
  api_key: '',
  api_version: '',
  region: '',
  access_key_id: '',
  secret_access_key: '',
  session_token: '',
  models: '',
}

export const formOf = (provider: Provider): ProviderForm => ({
  ...emptyProvider,
  name: provider.name,
  type: provider.type,
  base_url: provider.base_url,
  api_version: provider.api_version ?? '',
  region: provider.region ?? '',
  access_key_id: provider.access_key_id ?? '',
  models: provider.models.join('\n'),
})

/** The provider as it is sent: what the form does not show is kept from the one that is edited, and so are secrets that are not typed. */
export const providerOf = (form: ProviderForm, edited?: Provider): RouterInput<'ProviderDocument'> => ({
  ...(edited && sendable({ prices: edited.prices, timeouts: edited.timeouts })),
  name: form.name.trim(),
  type: form.type,
  models: names(form.models),
  ...typed(form, ['base_url', 'api_key']),
  ...(typeOf(form.type)?.apiVersion !== undefined && typed(form, ['api_version'])),
  ...(needsAws(form) && {
    ...typed(form, ['region', 'secret_access_key', 'session_token']),
    // Emptied, it is taken away.
    access_key_id: form.access_key_id.trim(),
  }),
})

type Settings = Omit<ProviderForm, 'models'>

/** The fields that something was typed in. */
const typed = (form: Settings, fields: readonly (keyof Settings)[]): Partial<Settings> =>
  Object.fromEntries(
    fields.map((field): [string, string] => [field, form[field].trim()]).filter(([, value]) => value !== ''),
  )

export const typeOf = (value: string) => providerTypes.find((type) => type.value === value)

export const typeLabel = (value: string) => typeOf(value)?.label ?? value

/** The names in a text, each once, in their order. */
export function names(text: string): string[] {
  return [...new Set(text.split(/[\s,]+/).filter((name) => name !== ''))]
}

/** The pools that a provider is a member of. */
export function poolsUsing(
  provider: string,
  pools: readonly { group_name: string; providers: { name: string }[] }[],
) {
  return pools
    .filter((pool) => pool.providers.some((member) => member.name === provider))
    .map((pool) => pool.group_name)
}

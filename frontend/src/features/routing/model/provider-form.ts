import type { RouterInput } from '@/api/clients'
import { sendable } from '@/api/wire'
import type { Provider } from '../api/providers'

export interface ProviderForm {
  name: string
  type: string
  base_url: string
  api_key: string
  /** As typed: separated by commas, spaces or lines. */
  models: string
}

/** The kinds of providers that the router speaks to, with the address each one usually has. */
export const providerTypes: readonly { value: string; label: string; baseUrl: string }[] = [
  { value: 'openai', label: 'OpenAI', baseUrl: 'https://api.openai.com/v1' },
  { value: 'openai_compatible', label: 'OpenAI-compatible', baseUrl: 'http://localhost:8010/v1' },
  { value: 'anthropic', label: 'Anthropic', baseUrl: 'https://api.anthropic.com' },
  { value: 'deepseek', label: 'DeepSeek', baseUrl: 'https://api.deepseek.com/v1' },
  { value: 'groq', label: 'Groq', baseUrl: 'https://api.groq.com/openai/v1' },
  { value: 'mistral', label: 'Mistral', baseUrl: 'https://api.mistral.ai/v1' },
  { value: 'ollama', label: 'Ollama', baseUrl: 'http://localhost:11434/v1' },
  { value: 'vllm', label: 'vLLM', baseUrl: 'http://localhost:8000/v1' },
]

export const emptyProvider: ProviderForm = {
  name: '',
  type: 'openai_compatible',
  base_url: '',
  api_key: '',
  models: '',
}

export const formOf = (provider: Provider): ProviderForm => ({
  name: provider.name,
  type: provider.type,
  base_url: provider.base_url,
  api_key: '',
  models: provider.models.join('\n'),
})

/** The provider as it is sent: what the form does not show is kept from the one that is edited. */
export const providerOf = (form: ProviderForm, edited?: Provider): RouterInput<'ProviderDocument'> => ({
  ...(edited && sendable({ prices: edited.prices, timeouts: edited.timeouts })),
  name: form.name.trim(),
  type: form.type,
  base_url: form.base_url.trim(),
  models: names(form.models),
  ...(form.api_key !== '' && { api_key: form.api_key }),
})

export const typeLabel = (value: string) => providerTypes.find((type) => type.value === value)?.label ?? value

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

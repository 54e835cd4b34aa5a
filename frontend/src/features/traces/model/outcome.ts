import type { Tone } from '@/lib/tone'

/** The tone of an attempt's outcome: what the caller did wrong or broke off says nothing about the provider. */
export function outcomeTone(outcome: string): Tone {
  if (outcome === 'success') return 'ok'
  return outcome === 'client' || outcome === 'cancelled' ? 'neutral' : 'bad'
}

/** What a colour says: good, in doubt, bad, worth knowing, nothing in particular. */
export type Tone = 'ok' | 'warn' | 'bad' | 'info' | 'neutral'

const byWord: Record<string, Tone> = {
  healthy: 'ok',
  degraded: 'warn',
  failed: 'bad',
  unhealthy: 'bad',
  critical: 'bad',
}

/** The tone of a health word of the API; a word that this console does not know yet has none. */
export const healthTone = (word: string | null | undefined): Tone => byWord[word ?? ''] ?? 'neutral'

/** The tone of a trace's outcome; who cancels a call says nothing about it. */
export const traceTone = (status: 'ok' | 'error' | 'cancelled'): Tone =>
  status === 'ok' ? 'ok' : status === 'error' ? 'bad' : 'neutral'

import type { Tone } from './tone'

export type CircuitState = 'closed' | 'open' | 'half-open'
export type Forced = 'open' | 'closed'

/** Green passes traffic, red does not, amber is finding out. */
export const circuitTone: Record<CircuitState, Tone> = { closed: 'ok', open: 'bad', 'half-open': 'warn' }

export const circuitWords: Record<CircuitState, string> = {
  closed: 'Closed',
  open: 'Open',
  'half-open': 'Half-open',
}

export const circuitMeaning: Record<CircuitState, string> = {
  closed: 'Traffic flows.',
  open: 'No traffic until the reset time-out has passed.',
  'half-open': 'Single calls are let through to find out whether it has recovered.',
}

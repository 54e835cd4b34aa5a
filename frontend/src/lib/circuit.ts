import type { Tone } from './tone'

interface Look {
  label: string
  /** Green passes traffic, red does not, amber is finding out. */
  tone: Tone
  meaning: string
  /** What needs attention first. */
  urgency: number
}

const looks: Record<string, Look> = {
  open: {
    label: 'Open',
    tone: 'bad',
    meaning: 'No traffic until the reset time-out has passed.',
    urgency: 0,
  },
  'half-open': {
    label: 'Half-open',
    tone: 'warn',
    meaning: 'Single calls are let through to find out whether it has recovered.',
    urgency: 1,
  },
  closed: { label: 'Closed', tone: 'ok', meaning: 'Traffic flows.', urgency: 2 },
}

/** How a circuit's state is shown; one that this console does not know yet stands as it is. */
export const circuitLook = (state: string): Look =>
  looks[state] ?? { label: state, tone: 'neutral', meaning: '', urgency: 0 }

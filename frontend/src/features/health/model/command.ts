export type CircuitCommand = 'force-open' | 'force-close' | 'reset'

interface Words {
  label: string
  title: (provider: string) => string
  /** What will happen, before it does. */
  description: string
  done: (provider: string) => string
  danger: boolean
}

export const commandWords: Record<CircuitCommand, Words> = {
  'force-open': {
    label: 'Force open',
    title: (provider) => `Force the circuit of ${provider} open?`,
    description:
      'It gets no traffic from now on: calls go to the other targets of its pools, or fail where there are none. It stays so, across restarts, until the circuit is reset.',
    done: (provider) => `The circuit of ${provider} is forced open.`,
    danger: true,
  },
  'force-close': {
    label: 'Force close',
    title: (provider) => `Force the circuit of ${provider} closed?`,
    description:
      'It gets traffic from now on, whatever happens: failures no longer open the circuit. It stays so, across restarts, until the circuit is reset.',
    done: (provider) => `The circuit of ${provider} is forced closed.`,
    danger: true,
  },
  reset: {
    label: 'Reset',
    title: (provider) => `Reset the circuit of ${provider}?`,
    description:
      'The circuit closes and decides by itself again; a forced state ends. Its live counters start at zero, the ledger keeps its history.',
    done: (provider) => `The circuit of ${provider} has been reset.`,
    danger: false,
  },
}

/** The commands that would change something. */
export function commandsFor(forced: string | null | undefined): CircuitCommand[] {
  const commands: CircuitCommand[] = []
  if (forced !== 'open') commands.push('force-open')
  if (forced !== 'closed') commands.push('force-close')
  return [...commands, 'reset']
}

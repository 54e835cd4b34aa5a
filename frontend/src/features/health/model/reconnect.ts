/** The suite ends connections that have lasted long, so that a new ticket is asked for: no failure. */
export const NEW_TICKET = 4401

const firstMs = 1_000
/** Attempts in quick succession; after them, one now and then, since a restart of the suite may take longer. */
const quick = 5
const restMs = 60_000

/**
 * How long to wait before the attempt of this number (from 1) to connect again, in milliseconds: 1, 2, 4, 8, 16 s, then
 * a minute. Less up to a fifth by chance (0 to 1), so that many consoles do not all come back in the same moment.
 */
export function delayBefore(attempt: number, chance: number): number {
  const full = attempt > quick ? restMs : firstMs * 2 ** (attempt - 1)
  return Math.round(full * (1 - 0.2 * chance))
}

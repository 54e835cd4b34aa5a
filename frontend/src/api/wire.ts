/**
 * A schema as it comes: what the services mark as optional is null on the wire, or left out, and a free-form value may be
 * anything.
 */
export type Wire<T> = [T] extends [Record<string, never>]
  ? unknown
  : T extends (infer E)[]
    ? Wire<E>[]
    : T extends object
      ? { [K in keyof T]: undefined extends T[K] ? Wire<Exclude<T[K], undefined>> | null : Wire<T[K]> }
      : T

type Sendable<T> = T extends object ? { [K in keyof T]: Sendable<Exclude<T[K], null>> } : T

/** What was answered, to be sent back: null says nothing there either, but the schemas do not list it. */
export const sendable = <T>(answered: T) => answered as Sendable<T>

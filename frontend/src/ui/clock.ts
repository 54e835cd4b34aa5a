import { useSyncExternalStore } from 'react'

/** One clock for everything on the page that shows how long ago something was; it stands while nobody looks. */
const listeners = new Set<() => void>()
let now = Date.now()
let timer: ReturnType<typeof setInterval> | undefined

function tick() {
  now = Date.now()
  listeners.forEach((listener) => listener())
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  if (timer === undefined) {
    now = Date.now()
    timer = setInterval(tick, 1000)
  }
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) {
      clearInterval(timer)
      timer = undefined
    }
  }
}

/** The time in epoch milliseconds, renewed each second. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => now)
}

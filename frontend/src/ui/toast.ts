import { useSyncExternalStore } from 'react'

export interface Toast {
  id: number
  tone: 'ok' | 'bad'
  message: string
}

let toasts: readonly Toast[] = []
let last = 0
const listeners = new Set<() => void>()

function set(next: readonly Toast[]) {
  toasts = next
  listeners.forEach((listener) => listener())
}

/** Tells the reader what just happened, without taking the focus. */
export function toast(message: string, tone: Toast['tone'] = 'ok'): void {
  last += 1
  set([...toasts.slice(-3), { id: last, tone, message }])
}

export function dismiss(id: number): void {
  set(toasts.filter((each) => each.id !== id))
}

export function useToasts(): readonly Toast[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => toasts,
  )
}

import { CircleAlert, CircleCheck, X } from 'lucide-react'
import { Toast as Radix } from 'radix-ui'
import { dismiss, useToasts } from './toast'

/** Where toasts appear; a screen reader hears them politely. */
export function Toasts() {
  const toasts = useToasts()
  return (
    <Radix.Provider duration={6000} label="Notification">
      {toasts.map(({ id, tone, message }) => (
        <Radix.Root
          key={id}
          type={tone === 'bad' ? 'foreground' : 'background'}
          onOpenChange={(open) => !open && dismiss(id)}
          className="bg-surface shadow-float animate-rise flex items-start gap-2.5 rounded-lg border px-3.5 py-3"
        >
          {tone === 'bad' ? (
            <CircleAlert aria-hidden className="text-bad mt-0.5 size-4 shrink-0" />
          ) : (
            <CircleCheck aria-hidden className="text-ok mt-0.5 size-4 shrink-0" />
          )}
          <Radix.Description className="min-w-0 flex-1 text-sm break-words">{message}</Radix.Description>
          <Radix.Close aria-label="Dismiss" className="text-muted hover:text-ink -m-1 rounded p-1">
            <X aria-hidden className="size-3.5" />
          </Radix.Close>
        </Radix.Root>
      ))}
      <Radix.Viewport className="fixed right-4 bottom-4 z-60 flex w-[min(24rem,calc(100vw-2rem))] flex-col gap-2 outline-none" />
    </Radix.Provider>
  )
}

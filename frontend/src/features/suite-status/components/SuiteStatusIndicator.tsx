import { useEffect, useSyncExternalStore } from 'react'
import { Popover } from 'radix-ui'
import { duration } from '@/lib/format'
import { Badge, Dot } from '@/ui/Badge'
import { Button } from '@/ui/Button'
import { Time } from '@/ui/Time'
import { useSuiteHealth } from '../api/get-suite-health'
import { sortedComponents, statusWords, suiteStatus } from '../model/status'

const componentTone = { healthy: 'ok', degraded: 'warn', unhealthy: 'bad' } as const

/** How the suite is, in the header of every page; its parts in a popover. */
export function SuiteStatusIndicator() {
  const { data, dataUpdatedAt, failureCount, failureReason, refetch } = useSuiteHealth()
  const online = useOnline()
  const status = suiteStatus({ data, failures: failureCount, online })
  const { label, tone, sentence } = statusWords[status]

  useEffect(() => {
    if (online) void refetch({ cancelRefetch: true })
  }, [online, refetch])

  return (
    <Popover.Root>
      <Popover.Trigger
        className="hover:bg-sunken inline-flex h-8 items-center gap-2 rounded-md px-2.5 text-xs font-medium"
        aria-label={`Suite status: ${label}`}
      >
        <Dot tone={tone} />
        <span aria-hidden>{label}</span>
      </Popover.Trigger>
      <span role="status" className="sr-only">
        {status === 'checking' ? '' : `Suite ${label.toLowerCase()}`}
      </span>
      <Popover.Portal>
        <Popover.Content
          align="end"
          sideOffset={6}
          aria-label="Suite status"
          className="bg-surface shadow-float animate-rise z-50 w-[min(22rem,calc(100vw-1.5rem))] rounded-lg border"
        >
          <div className="border-b px-4 py-3">
            <p className="flex items-center gap-2 text-sm font-semibold">
              <Dot tone={tone} />
              {label}
            </p>
            <p className="text-muted mt-1 text-xs">{sentence}</p>
            {failureReason && <p className="text-bad mt-1 text-xs">{failureReason.message}</p>}
          </div>
          {data && (
            <ul className="max-h-80 overflow-y-auto py-1.5">
              {sortedComponents(data).map((component) => (
                <li key={component.name} className="px-4 py-1.5 text-sm">
                  <div className="flex items-center gap-2">
                    <span className="min-w-0 flex-1 truncate">{component.name}</span>
                    <span className="text-muted text-xs">{duration(component.response_time_ms)}</span>
                    <Badge tone={componentTone[component.status]}>{component.status}</Badge>
                  </div>
                  {component.error && (
                    <p className="text-bad mt-0.5 text-xs break-words">{component.error}</p>
                  )}
                </li>
              ))}
            </ul>
          )}
          <div className="text-muted flex items-center border-t px-4 py-2 text-xs">
            <span>
              {data ? (
                <>
                  Last answer <Time at={dataUpdatedAt} />
                </>
              ) : (
                'No answer yet'
              )}
            </span>
            <Button
              size="sm"
              variant="ghost"
              className="ml-auto"
              onClick={() => void refetch({ cancelRefetch: true })}
            >
              Check now
            </Button>
          </div>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}

function useOnline(): boolean {
  return useSyncExternalStore(
    (listener) => {
      addEventListener('online', listener)
      addEventListener('offline', listener)
      return () => {
        removeEventListener('online', listener)
        removeEventListener('offline', listener)
      }
    },
    () => navigator.onLine,
  )
}

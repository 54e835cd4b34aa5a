import { useEffect, useRef, useState } from 'react'
import { Outlet, useLocation } from '@tanstack/react-router'
import { Menu, Moon, Sun, X } from 'lucide-react'
import { Dialog } from 'radix-ui'
import { UserMenu } from '@/features/auth/components/UserMenu'
import { SuiteStatusIndicator } from '@/features/suite-status/components/SuiteStatusIndicator'
import { IconButton } from '@/ui/Button'
import { Sidebar } from './Sidebar'
import { useTheme } from './theme'

/** The frame of every page of a signed-in user. */
export function Shell() {
  const main = useRef<HTMLElement>(null)
  const [drawer, setDrawer] = useState(false)
  const [theme, toggleTheme] = useTheme()
  const dark = theme === 'dark'
  useFocusOnNavigation(main)

  return (
    <div className="lg:grid lg:min-h-dvh lg:grid-cols-[14.5rem_minmax(0,1fr)]">
      <a
        href="#main"
        className="bg-accent text-on-accent fixed top-2 left-2 z-60 -translate-y-16 rounded-md px-3 py-2 text-sm font-medium focus:translate-y-0"
      >
        Skip to content
      </a>
      <aside className="bg-surface sticky top-0 hidden h-dvh border-r lg:block">
        <Sidebar />
      </aside>
      <div className="flex min-w-0 flex-col">
        <header className="bg-surface/90 sticky top-0 z-30 flex h-13 items-center gap-1.5 border-b px-3 backdrop-blur sm:px-5">
          <Dialog.Root open={drawer} onOpenChange={setDrawer}>
            <Dialog.Trigger asChild>
              <IconButton label="Open navigation" icon={Menu} className="lg:hidden" />
            </Dialog.Trigger>
            <Dialog.Portal>
              <Dialog.Overlay className="bg-shade animate-fade fixed inset-0 z-40 lg:hidden" />
              <Dialog.Content
                aria-describedby={undefined}
                className="bg-surface shadow-float animate-slide fixed inset-y-0 left-0 z-50 w-64 border-r lg:hidden"
              >
                <Dialog.Title className="sr-only">Navigation</Dialog.Title>
                <Sidebar onNavigate={() => setDrawer(false)} />
                <Dialog.Close asChild>
                  <IconButton label="Close navigation" icon={X} className="absolute top-2.5 right-2.5" />
                </Dialog.Close>
              </Dialog.Content>
            </Dialog.Portal>
          </Dialog.Root>
          <div className="ml-auto flex items-center gap-1.5">
            <SuiteStatusIndicator />
            <IconButton
              label={dark ? 'Switch to light theme' : 'Switch to dark theme'}
              icon={dark ? Sun : Moon}
              onClick={toggleTheme}
            />
            <UserMenu />
          </div>
        </header>
        <main ref={main} id="main" tabIndex={-1} className="flex-1 outline-none">
          <Outlet />
        </main>
      </div>
    </div>
  )
}

/** A new page starts at its content, for the keyboard and the screen reader as for the eye. */
function useFocusOnNavigation(main: React.RefObject<HTMLElement | null>) {
  const { pathname } = useLocation()
  const shown = useRef(pathname)
  useEffect(() => {
    if (shown.current === pathname) return
    shown.current = pathname
    main.current?.focus({ preventScroll: true })
  }, [pathname, main])
}

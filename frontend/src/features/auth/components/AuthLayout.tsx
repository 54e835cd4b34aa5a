import type { ReactNode } from 'react'
import { Brand } from '@/ui/Brand'

/** The frame around login and registration. */
export function AuthLayout({
  title,
  lead,
  children,
}: {
  title: string
  lead: ReactNode
  children: ReactNode
}) {
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center px-4 py-10">
      <title>{`${title} · Switchgear`}</title>
      <div className="w-full max-w-sm">
        <div className="mb-6 flex items-center gap-2.5">
          <Brand className="size-8" />
          <span className="text-lg font-semibold tracking-tight">Switchgear</span>
        </div>
        <div className="bg-surface shadow-card rounded-xl border p-6">
          <h1 className="text-lg font-semibold">{title}</h1>
          <p className="text-muted mt-0.5 mb-5 text-sm">{lead}</p>
          {children}
        </div>
      </div>
    </main>
  )
}

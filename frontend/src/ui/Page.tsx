import type { ReactNode } from 'react'

interface PageProps {
  title: string
  /** What the browser's tab says, when that is not the heading. */
  tab?: string
  lead?: ReactNode
  actions?: ReactNode
  children: ReactNode
}

/** A page: its heading, what may be done at its top, its content. */
export function Page({ title, tab, lead, actions, children }: PageProps) {
  return (
    <div className="mx-auto flex w-full max-w-[1440px] flex-col gap-4 px-4 py-5 sm:px-6">
      <title>{`${tab ?? title} · Switchgear`}</title>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <div className="min-w-0">
          <h1 className="truncate text-xl font-semibold tracking-tight">{title}</h1>
          {lead !== undefined && <div className="text-muted text-sm">{lead}</div>}
        </div>
        {actions !== undefined && <div className="ml-auto flex flex-wrap items-center gap-2">{actions}</div>}
      </div>
      {children}
    </div>
  )
}

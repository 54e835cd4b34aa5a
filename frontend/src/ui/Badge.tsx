import type { ReactNode } from 'react'
import type { LucideIcon } from 'lucide-react'
import { cx } from '@/lib/cx'
import type { Tone } from '@/lib/tone'

const tones: Record<Tone, string> = {
  ok: 'bg-ok-soft text-ok border-ok-line',
  warn: 'bg-warn-soft text-warn border-warn-line',
  bad: 'bg-bad-soft text-bad border-bad-line',
  info: 'bg-info-soft text-info border-info-line',
  neutral: 'bg-sunken text-muted border-line',
}

interface BadgeProps {
  tone?: Tone
  icon?: LucideIcon
  title?: string
  children: ReactNode
}

export function Badge({ tone = 'neutral', icon: Icon, title, children }: BadgeProps) {
  return (
    <span
      title={title}
      className={cx(
        'text-2xs inline-flex items-center gap-1 rounded-full border px-2 py-px font-medium whitespace-nowrap',
        tones[tone],
      )}
    >
      {Icon && <Icon aria-hidden className="size-3" />}
      {children}
    </span>
  )
}

const dots: Record<Tone, string> = {
  ok: 'bg-ok-fill',
  warn: 'bg-warn-fill',
  bad: 'bg-bad-fill',
  info: 'bg-info',
  neutral: 'bg-muted',
}

/** A coloured point beside words that say the same: colour never speaks alone. */
export function Dot({ tone }: { tone: Tone }) {
  return <span aria-hidden className={cx('inline-block size-2 shrink-0 rounded-full', dots[tone])} />
}

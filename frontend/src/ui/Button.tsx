import type { ComponentProps, ReactNode } from 'react'
import { LoaderCircle, type LucideIcon } from 'lucide-react'
import { cx } from '@/lib/cx'

type Variant = 'primary' | 'secondary' | 'ghost' | 'danger' | 'destructive'

const variants: Record<Variant, string> = {
  primary: 'bg-accent text-on-accent hover:not-disabled:bg-accent-hover border-transparent',
  secondary: 'bg-surface text-ink border-line-strong hover:not-disabled:bg-sunken',
  ghost: 'text-muted border-transparent hover:not-disabled:bg-sunken hover:not-disabled:text-ink',
  destructive: 'bg-bad-fill text-on-accent border-transparent hover:not-disabled:brightness-110',
  danger: 'bg-surface text-bad border-bad-line hover:not-disabled:bg-bad-soft',
}

const sizes = {
  sm: 'h-7 px-2.5 text-xs gap-1.5',
  md: 'h-9 px-3.5 text-sm gap-2',
}

export function buttonClass(variant: Variant = 'secondary', size: keyof typeof sizes = 'md'): string {
  return cx(
    'inline-flex items-center justify-center rounded-md border font-medium whitespace-nowrap transition-colors',
    'disabled:cursor-not-allowed disabled:opacity-50',
    variants[variant],
    sizes[size],
  )
}

interface ButtonProps extends ComponentProps<'button'> {
  variant?: Variant
  size?: keyof typeof sizes
  icon?: LucideIcon
  /** Shows that the work goes on and stops a second click. */
  busy?: boolean
  children?: ReactNode
}

export function Button({
  variant,
  size,
  icon: Icon,
  busy,
  children,
  className,
  disabled,
  ...rest
}: ButtonProps) {
  const glyph = size === 'sm' ? 'size-3.5' : 'size-4'
  return (
    <button
      type="button"
      {...rest}
      disabled={disabled === true || busy === true}
      aria-busy={busy}
      className={cx(buttonClass(variant, size), className)}
    >
      {busy ? (
        <LoaderCircle aria-hidden className={cx(glyph, 'animate-spin')} />
      ) : (
        Icon && <Icon aria-hidden className={glyph} />
      )}
      {children}
    </button>
  )
}

interface IconButtonProps extends ComponentProps<'button'> {
  label: string
  icon: LucideIcon
}

export function IconButton({ label, icon: Icon, className, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      title={label}
      aria-label={label}
      {...rest}
      className={cx(
        'text-muted hover:not-disabled:bg-sunken hover:not-disabled:text-ink inline-flex size-8 shrink-0 items-center justify-center rounded-md transition-colors disabled:opacity-50',
        className,
      )}
    >
      <Icon aria-hidden className="size-4" />
    </button>
  )
}

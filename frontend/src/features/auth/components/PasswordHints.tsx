import { Check, Circle } from 'lucide-react'
import { cx } from '@/lib/cx'
import type { Hint } from '../model/registration'

export function PasswordHints({ hints }: { hints: Hint[] }) {
  return (
    <ul className="flex flex-col gap-0.5">
      {hints.map(({ text, met }) => (
        <li key={text} className={cx('flex items-center gap-1.5', met && 'text-ok')}>
          {met ? (
            <Check aria-label="Met:" className="size-3.5" />
          ) : (
            <Circle aria-label="Not yet:" className="size-3.5 p-0.5" />
          )}
          {text}
        </li>
      ))}
      <li className="flex items-center gap-1.5">
        <span aria-hidden className="w-3.5 text-center">
          ·
        </span>
        Not one of the commonest; long beats complicated
      </li>
    </ul>
  )
}

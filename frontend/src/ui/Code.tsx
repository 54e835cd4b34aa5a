import { useState } from 'react'
import { Check, Copy } from 'lucide-react'
import { cx } from '@/lib/cx'
import { Button } from './Button'
import { toast } from './toast'

export function CopyButton({ text, label = 'Copy' }: { text: string; label?: string }) {
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      setCopied(true)
      setTimeout(() => setCopied(false), 2000)
    } catch {
      // Refused, or missing where the page comes over plain http from another machine.
      toast('The browser does not let this page copy. Select the text instead.', 'bad')
    }
  }
  return (
    <Button size="sm" icon={copied ? Check : Copy} onClick={() => void copy()}>
      <span aria-live="polite">{copied ? 'Copied' : label}</span>
    </Button>
  )
}

/** Something to copy: a command, a key. */
export function Code({ text, wrap }: { text: string; wrap?: boolean }) {
  return (
    <div className="bg-sunken relative min-w-0 rounded-md border text-left">
      <pre
        tabIndex={0}
        aria-label="Code"
        className={cx(
          'text-ink overflow-x-auto p-3 pr-24 font-mono text-xs leading-5',
          wrap && 'break-all whitespace-pre-wrap',
        )}
      >
        {text}
      </pre>
      <div className="absolute top-1.5 right-1.5">
        <CopyButton text={text} />
      </div>
    </div>
  )
}

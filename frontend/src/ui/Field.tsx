import { useId, type ComponentProps, type ReactNode } from 'react'
import { cx } from '@/lib/cx'

const control =
  'bg-surface border-line-strong w-full rounded-md border px-3 text-sm text-ink transition-colors hover:border-muted ' +
  'aria-invalid:border-bad-fill disabled:cursor-not-allowed disabled:opacity-60 focus-visible:outline-offset-0'

export const inputClass = cx(control, 'h-9')

interface FieldProps {
  label: string
  hint?: ReactNode
  error?: string
  optional?: boolean
  className?: string
  /** Draws the control; the properties tie it to its label, hint and error. */
  children: (props: { id: string; 'aria-describedby'?: string; 'aria-invalid'?: true }) => ReactNode
}

export function Field({ label, hint, error, optional, className, children }: FieldProps) {
  const id = useId()
  const hintId = `${id}-hint`
  const errorId = `${id}-error`
  const describedBy = cx(error && errorId, hint !== undefined && hintId)
  return (
    <div className={cx('flex min-w-0 flex-col gap-1', className)}>
      <label htmlFor={id} className="text-xs font-medium">
        {label}
        {optional && <span className="text-muted font-normal"> (optional)</span>}
      </label>
      {children({
        id,
        'aria-describedby': describedBy || undefined,
        'aria-invalid': error ? true : undefined,
      })}
      {error && (
        <p id={errorId} className="text-bad text-xs">
          {error}
        </p>
      )}
      {hint !== undefined && (
        <div id={hintId} className="text-muted text-xs">
          {hint}
        </div>
      )}
    </div>
  )
}

type TextFieldProps = Omit<FieldProps, 'children'> & ComponentProps<'input'>

export function TextField({ label, hint, error, optional, className, ...input }: TextFieldProps) {
  return (
    <Field {...{ label, hint, error, optional, className }}>
      {(props) => <input {...input} {...props} className={inputClass} />}
    </Field>
  )
}

type SelectFieldProps = Omit<FieldProps, 'children'> & ComponentProps<'select'>

export function SelectField({
  label,
  hint,
  error,
  optional,
  className,
  children,
  ...select
}: SelectFieldProps) {
  return (
    <Field {...{ label, hint, error, optional, className }}>
      {(props) => (
        <select {...select} {...props} className={cx(inputClass, 'pr-8')}>
          {children}
        </select>
      )}
    </Field>
  )
}

type TextAreaFieldProps = Omit<FieldProps, 'children'> & ComponentProps<'textarea'>

export function TextAreaField({ label, hint, error, optional, className, ...area }: TextAreaFieldProps) {
  return (
    <Field {...{ label, hint, error, optional, className }}>
      {(props) => <textarea rows={2} {...area} {...props} className={cx(control, 'py-2')} />}
    </Field>
  )
}

export interface RegistrationForm {
  full_name: string
  email: string
  workspace_name: string
  password: string
  confirmation: string
}

export interface Hint {
  text: string
  met: boolean
}

/** The gateway's own minimum; that the password is not among the commonest, it alone can tell. */
const shortest = 10

/** What a good password still lacks, told while it is typed. */
export function passwordHints(password: string, confirmation: string): Hint[] {
  return [
    { text: `At least ${shortest} characters`, met: [...password].length >= shortest },
    { text: 'Both passwords are the same', met: password !== '' && password === confirmation },
  ]
}

export type FieldErrors = Partial<Record<keyof RegistrationForm, string>>

/** What must be mended before the form is worth sending. */
export function registrationErrors(form: RegistrationForm): FieldErrors {
  const errors: FieldErrors = {}
  if (form.full_name.trim() === '') errors.full_name = 'Enter your name.'
  if (!/^[^\s@]+@[^\s@]+$/.test(form.email.trim())) errors.email = 'Enter an e-mail address.'
  if (form.workspace_name.trim() === '') errors.workspace_name = 'Enter a name for your workspace.'
  if ([...form.password].length < shortest) errors.password = `Use at least ${shortest} characters.`
  if (form.confirmation !== form.password) errors.confirmation = 'The passwords differ.'
  return errors
}

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

/** Who registers, apart from where: what somebody who has been invited fills in too. */
export type PersonForm = Pick<RegistrationForm, 'full_name' | 'password' | 'confirmation'>

/** What must be mended before the form is worth sending. */
export function registrationErrors(form: RegistrationForm): FieldErrors {
  const { full_name, ...secret } = personErrors(form)
  const errors: FieldErrors = {}
  if (full_name) errors.full_name = full_name
  if (!isAddress(form.email)) errors.email = 'Enter an e-mail address.'
  if (form.workspace_name.trim() === '') errors.workspace_name = 'Enter a name for your workspace.'
  return { ...errors, ...secret }
}

export function personErrors(form: PersonForm): Partial<PersonForm> {
  const errors: Partial<PersonForm> = {}
  if (form.full_name.trim() === '') errors.full_name = 'Enter your name.'
  if ([...form.password].length < shortest) errors.password = `Use at least ${shortest} characters.`
  if (form.confirmation !== form.password) errors.confirmation = 'The passwords differ.'
  return errors
}

const isAddress = (text: string) => /^[^\s@]+@[^\s@]+$/.test(text.trim())

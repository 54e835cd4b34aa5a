import { describe, expect, it } from 'vitest'
import { passwordHints, registrationErrors } from './registration'

const form = {
  full_name: 'Ada Lovelace',
  email: 'ada@example.com',
  workspace_name: 'Engines',
  password: 'analytical engine',
  confirmation: 'analytical engine',
}

describe('registrationErrors', () => {
  it('accepts a complete form', () => {
    expect(registrationErrors(form)).toEqual({})
  })

  it('names each field that is missing or wrong', () => {
    const errors = registrationErrors({
      full_name: ' ',
      email: 'ada',
      workspace_name: '',
      password: 'short',
      confirmation: 'other',
    })
    expect(Object.keys(errors)).toEqual(['full_name', 'email', 'workspace_name', 'password', 'confirmation'])
  })

  it('counts characters, not UTF-16 units', () => {
    expect(
      registrationErrors({ ...form, password: '🔑'.repeat(9), confirmation: '🔑'.repeat(9) }),
    ).toHaveProperty('password')
  })
})

describe('passwordHints', () => {
  it('are met one by one', () => {
    expect(passwordHints('', '').map((hint) => hint.met)).toEqual([false, false])
    expect(passwordHints('0123456789', '').map((hint) => hint.met)).toEqual([true, false])
    expect(passwordHints('0123456789', '0123456789').map((hint) => hint.met)).toEqual([true, true])
  })
})

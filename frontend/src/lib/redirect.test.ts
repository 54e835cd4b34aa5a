import { describe, expect, it } from 'vitest'
import { safeRedirect } from './redirect'

describe('safeRedirect', () => {
  it('goes back to a page of the console', () => {
    expect(safeRedirect('/traces?status=error#x')).toBe('/traces?status=error#x')
  })

  it('never leads elsewhere', () => {
    const elsewhere = [
      'https://evil.test/',
      '//evil.test',
      '/\\evil.test',
      '/\t/evil.test',
      'javascript:alert(1)',
      42,
      undefined,
    ]
    expect(elsewhere.map(safeRedirect)).toEqual(elsewhere.map(() => '/dashboard'))
  })

  it('does not go back to where one signs in', () => {
    expect(['/login', '/register', '/'].map(safeRedirect)).toEqual(['/dashboard', '/dashboard', '/dashboard'])
  })
})

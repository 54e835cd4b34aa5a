import { describe, expect, it } from 'vitest'
import { oneOf, parseSearch, quantity, stringifySearch, text } from './search'

describe('search parameters', () => {
  it('come back as they went, and stay text', () => {
    const search = { q: '00123e5', model: 'a&b = c', range: '7d' }
    expect(parseSearch(stringifySearch(search))).toEqual(search)
    expect(stringifySearch({ q: undefined })).toBe('')
  })

  it('are read strictly', () => {
    expect([text('a'), text(' '), text(undefined), text(7)]).toEqual(['a', undefined, undefined, undefined])
    expect([oneOf('ok', ['ok', 'error']), oneOf('fine', ['ok', 'error'])]).toEqual(['ok', undefined])
    expect(['500', '1.5', '', '-1', 'x', 20].map(quantity)).toEqual([
      500,
      1.5,
      undefined,
      undefined,
      undefined,
      20,
    ])
  })
})

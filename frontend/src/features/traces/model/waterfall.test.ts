import { describe, expect, it } from 'vitest'
import type { Span } from '../api/get-trace'
import { isFiltered } from './filters'
import { failureOf, waterfall } from './waterfall'

const span = (name: string, startMs: number, durationMs: number, children: Span[] = []): Span => ({
  span_id: name,
  name,
  service: 'router-service',
  kind: 'internal',
  role: 'request',
  status: 'ok',
  started_at: new Date(1_700_000_000_000 + startMs).toISOString(),
  duration_ms: durationMs,
  counted: false,
  events: [],
  attributes: {},
  children,
})

describe('waterfall', () => {
  it('places children below their parents by time', () => {
    const { rows, totalMs } = waterfall([
      span('request', 0, 200, [span('second', 100, 100), span('first', 0, 50)]),
    ])
    expect(totalMs).toBe(200)
    expect(rows.map(({ span: { name }, depth, left, width }) => ({ name, depth, left, width }))).toEqual([
      { name: 'request', depth: 0, left: 0, width: 100 },
      { name: 'first', depth: 1, left: 0, width: 25 },
      { name: 'second', depth: 1, left: 50, width: 50 },
    ])
  })

  it('keeps a child that outlives its parent inside the axis', () => {
    const { rows, totalMs } = waterfall([span('request', 50, 50, [span('early', 0, 200)])])
    expect(totalMs).toBe(200)
    expect(rows.every((row) => row.left >= 0 && row.left + row.width <= 100)).toBe(true)
  })

  it('copes with no spans and with none that lasts', () => {
    expect(waterfall([])).toEqual({ rows: [], totalMs: 0 })
    expect(waterfall([span('instant', 0, 0)]).rows[0]).toMatchObject({ left: 0, width: 100 })
  })
})

describe('failureOf', () => {
  it('joins what is known', () => {
    expect(failureOf({ error_type: 'timeout', status_message: 'no answer in 2 s' })).toBe(
      'timeout: no answer in 2 s',
    )
    expect(failureOf({ error_type: 'timeout', status_message: null })).toBe('timeout')
    expect(failureOf({ error_type: null, status_message: '' })).toBeNull()
  })
})

describe('isFiltered', () => {
  it('does not take the time range for a filter', () => {
    expect(isFiltered({ range: '1h' })).toBe(false)
    expect(isFiltered({ range: '1h', status: undefined })).toBe(false)
    expect(isFiltered({ status: 'error' })).toBe(true)
  })
})

import { describe, expect, it } from 'vitest'
import { auditFilter, auditSearch } from './search'

describe('the address of the audit', () => {
  it('keeps what can be asked for and drops the rest', () => {
    expect(auditSearch({ actor: 'ada', action: '', daemon: 7, span: 'century', from: 'yesterday', other: 'x' })).toEqual({
      actor: 'ada',
      daemon: '7',
    })
    expect(auditSearch({ from: '2026-11-23T18:00:00+01:00', span: 'day' })).toEqual({
      from: '2026-11-23T17:00:00.000Z',
      span: 'day',
    })
  })

  it('has a span end now', () => {
    expect(auditFilter({ actor: 'ada', span: 'hour' }, Date.UTC(2026, 10, 23, 18))).toEqual({
      actor: 'ada',
      from: '2026-11-23T17:00:00.000Z',
    })
  })
})

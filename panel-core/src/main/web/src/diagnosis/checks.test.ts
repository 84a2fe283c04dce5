import { describe, expect, it } from 'vitest'
import type { Check, CheckStatus } from '../api/schema'
import { english } from '../i18n/english'
import { asText, countOf, KNOWN, parts, titleKey, worst } from './checks'

const check = (id: string, status: CheckStatus, address?: string): Check => ({
  id,
  title: id,
  status,
  detail: `detail of ${id}`,
  remedy: status === 'fail' ? 'do this' : '',
  ...(address === undefined ? {} : { address }),
})

const A = 'https://a:7444'
const B = 'https://b:7444'

describe('checks', () => {
  it('stand by address, in the order in which the panel tells them', () => {
    const found = parts([
      check('link', 'pass'),
      check('link.latency', 'pass'),
      check('address.tcp', 'fail', B),
      check('address.tls', 'skip', B),
      check('address.tcp', 'pass', A),
    ])

    expect(found.map((part) => [part.address, part.checks.map((each) => each.id)])).toEqual([
      [null, ['link', 'link.latency']],
      [B, ['address.tcp', 'address.tls']],
      [A, ['address.tcp']],
    ])
  })

  it('are as bad as the worst of them, and skipped ones say nothing', () => {
    expect(worst([check('a', 'pass'), check('b', 'skip')])).toBe('pass')
    expect(worst([check('a', 'pass'), check('b', 'warn'), check('c', 'skip')])).toBe('warn')
    expect(worst([check('a', 'warn'), check('b', 'fail'), check('c', 'skip')])).toBe('fail')
    expect(worst([check('a', 'skip')])).toBe('skip')
    expect(countOf([check('a', 'fail'), check('b', 'pass'), check('c', 'fail')], 'fail')).toBe(2)
  })

  it('are told as text with their remedy and address', () => {
    expect(asText([check('link', 'pass'), check('address.tcp', 'fail', A)])).toBe(
      `[pass] link: detail of link\n[fail] address.tcp ${A}: detail of address.tcp\n  -> do this`,
    )
  })

  it('have a title each in the catalogue, and unknown ones have none', () => {
    expect(KNOWN.map(titleKey).sort()).toEqual(Object.keys(english.diagnosis.titles).sort())
    expect(titleKey('address.moon-phase')).toBeUndefined()
  })
})

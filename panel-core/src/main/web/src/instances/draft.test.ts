import { describe, expect, it } from 'vitest'
import type { InstanceSpec } from '../api/schema'
import { differences, draftOf, EMPTY, specOfDraft } from './draft'
import { amountOf, isoOf, secondsOf } from './duration'

describe('a draft', () => {
  it('gives back the specification that it was made of', () => {
    const spec = {
      ...specOfDraft(EMPTY),
      name: '<b>"x"',
      tags: ['a'],
      driver: { type: 'process', command: ['a', ''], environment: { A: 'b' }, user: '1000', encoding: 'GBK' },
      ready: { pattern: 'Done', timeout: 'PT1M' },
    } as InstanceSpec
    expect(specOfDraft(draftOf(spec))).toEqual(spec)
  })

  it('keeps what the form has no place for', () => {
    const spec = { ...specOfDraft(EMPTY), driver: { type: 'process', command: ['a'], future: 1 } } as InstanceSpec
    expect(specOfDraft(draftOf(spec)).driver).toMatchObject({ future: 1 })
  })

  it('names the fields in which two differ, whatever the order of their members', () => {
    const one = specOfDraft({ ...EMPTY, environment: [{ name: 'A', value: '1' }, { name: 'B', value: '2' }] })
    const other = specOfDraft({ ...EMPTY, environment: [{ name: 'B', value: '2' }, { name: 'A', value: '1' }] })
    expect(differences(one, other)).toEqual([])
    expect(differences(one, { ...other, name: 'x' })).toEqual(['name'])
  })
})

describe('a duration', () => {
  it('is read and written in the largest unit that it is whole in', () => {
    expect(secondsOf('P1DT2H3M4.5S')).toBe(93_784.5)
    expect(secondsOf('soon')).toBeNaN()
    expect(amountOf('PT90S')).toEqual({ amount: 90, unit: 's' })
    expect(amountOf('PT24H')).toEqual({ amount: 1, unit: 'd' })
    expect(isoOf(10, 'min')).toBe('PT10M')
  })
})

import { describe, expect, it } from 'vitest'
import { best, fit } from './rank'

const entry = (label: string, hint?: string) => ({ id: label, label, hint })

describe('the palette', () => {
  it('wants every word, in any order', () => {
    expect(fit('Lobby of the north', ['north', 'lob'])).toBeGreaterThan(0)
    expect(fit('Lobby of the north', ['south', 'lob'])).toBe(0)
  })

  it('puts what begins with the text before what only holds it', () => {
    const { shown } = best([entry('old lobby'), entry('global'), entry('lobby')], 'lob', 9)
    expect(shown.map(({ label }) => label)).toEqual(['lobby', 'old lobby', 'global'])
  })

  it('finds by the hint too', () => {
    expect(best([entry('lobby', 'a1b2')], 'a1b2', 9).all).toBe(1)
  })

  it('shows only so many, and says how many there are', () => {
    const many = Array.from({ length: 3000 }, (_, at) => entry(`world ${at}`))
    const { shown, all } = best(many, 'world', 12)
    expect(shown).toHaveLength(12)
    expect(all).toBe(3000)
  })
})

import { describe, expect, it } from 'vitest'
import { cleaned, faultOf, freeName, join, nameOf, parentOf, shown, trail } from './paths'

describe('paths', () => {
  it('are joined and taken apart', () => {
    expect(join('', 'a')).toBe('a')
    expect(join('a/b', 'c')).toBe('a/b/c')
    expect(parentOf('a/b/c')).toBe('a/b')
    expect(parentOf('a')).toBe('')
    expect(nameOf('a/b.txt')).toBe('b.txt')
    expect(trail('a/b')).toEqual([
      { name: 'a', path: 'a' },
      { name: 'b', path: 'a/b' },
    ])
    expect(trail('')).toEqual([])
  })

  it('keep every character that a name may have', () => {
    for (const name of ['%2e%2e', 'a#b?c&d', 'line\nbreak', '<img src=x>', 'back\\slash', ' x ']) {
      expect(nameOf(join('dir', name))).toBe(name)
      expect(faultOf(name, new Set())).toBeNull()
    }
  })

  it('are cleaned of what says nothing', () => expect(cleaned('/a//./b/')).toBe('a/b'))
})

describe('a name', () => {
  it.each([
    ['', 'empty'],
    ['a/b', 'slash'],
    ['..', 'dots'],
    ['.', 'dots'],
    ['a\\..', 'dots'],
    ['粵'.repeat(86), 'long'],
    ['used', 'taken'],
  ])('%s is refused: %s', (name, fault) => expect(faultOf(name, new Set(['used']))).toBe(fault))

  it('that is free is found beside the one that is taken', () => {
    expect(freeName('a.tar', new Set(['a.tar']))).toBe('a (2).tar')
    expect(freeName('a.tar', new Set(['a.tar', 'a (2).tar']))).toBe('a (3).tar')
    expect(freeName('.env', new Set(['.env']))).toBe('.env (2)')
    const long = `${'粵'.repeat(83)}.txt`
    expect(faultOf(freeName(long, new Set([long])), new Set())).toBeNull()
  })

  it('is shown with signs for what would deceive', () => {
    expect(shown('a\nb')).toBe('a⟨U+000A⟩b')
    expect(shown('x\u202egnp.exe')).toBe('x⟨U+202E⟩gnp.exe')
    expect(shown(' a ')).toBe('␣a␣')
    expect(shown('日本語 ok')).toBe('日本語 ok')
  })
})

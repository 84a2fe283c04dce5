import { describe, expect, it } from 'vitest'
import { lineEndOf, textOf } from './text'

const bytes = (text: string) => new TextEncoder().encode(text)

describe('a file to be edited', () => {
  it('is a text where its bytes are one, and keeps its mark', () => {
    expect(textOf(bytes('grüß 你'), '"1"')).toEqual({ text: 'grüß 你', tag: '"1"', hasMark: false })
    expect(textOf(bytes('\ufeffx'), null)).toEqual({ text: 'x', tag: null, hasMark: true })
    expect(textOf(bytes(''), null)).toEqual({ text: '', tag: null, hasMark: false })
  })

  it('is refused where they are not', () => {
    expect(textOf(Uint8Array.of(65, 0, 66), null)).toEqual({ refused: 'binary' })
    expect(textOf(Uint8Array.of(0xff, 0xfe), null)).toEqual({ refused: 'binary' })
  })

  it.each([
    ['a\nb', '\n'],
    ['one line', '\n'],
    ['a\r\nb\r\n', '\r\n'],
    ['a\r\nb\n', null],
    ['a\rb', null],
  ])('keeps its line ends: %j', (text, end) => expect(lineEndOf(text)).toBe(end))
})

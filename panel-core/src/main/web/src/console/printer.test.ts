import { beforeEach, describe, expect, it } from 'vitest'
import { decoderOf, Printer } from './printer'
import type { Hello } from './wire'

const hello = (fields: Partial<Hello> = {}): Hello => ({
  type: 'hello',
  offset: 0,
  end: 0,
  state: 'running',
  encoding: 'UTF-8',
  columns: null,
  rows: null,
  rights: ['view'],
  resume: '',
  ...fields,
})

let written: string
let done: (() => void)[]
let printer: Printer

beforeEach(() => {
  written = ''
  done = []
  printer = new Printer(
    {
      write: (text, shown) => {
        written += text.replaceAll(/\x1b\[[\d;]*m/g, '')
        done.push(shown)
      },
    },
    (mark) => (mark.kind === 'skipped' ? `skipped ${mark.bytes}` : mark.kind),
  )
  printer.begin(hello(), 'first')
})

const prints = (text: string) => printer.bytes(new TextEncoder().encode(text))

describe('what is printed', () => {
  it('is put together where a character came in two parts', () => {
    const bytes = new TextEncoder().encode('粵😀')
    bytes.forEach((byte) => printer.bytes(Uint8Array.of(byte)))
    expect(written).toBe('粵😀')
  })

  it.each([
    ['GBK', [0xc4, 0xe3], '你'],
    ['Big5', [0xa7, 0x41], '你'],
    ['Shift_JIS', [0x82, 0xa0], 'あ'],
    ['windows-31j', [0x82, 0xa0], 'あ'],
    ['EUC-KR', [0xb0, 0xa1], '가'],
    ['x-windows-949', [0xb0, 0xa1], '가'],
    ['ISO-8859-1', [0xe9], 'é'],
  ])('is read in %s', (encoding, bytes, text) => {
    printer.begin(hello({ encoding }), 'anew')
    written = ''
    bytes.forEach((byte) => printer.bytes(Uint8Array.of(byte)))
    expect(written).toBe(text)
  })

  it('is read as UTF-8 where no browser knows the encoding', () => {
    expect(decoderOf('IBM1047').isKnown).toBe(false)
  })
})

describe('a mark', () => {
  it('says what a gap has lost, on a line of its own, and begins with a whole character again', () => {
    prints('half')
    printer.bytes(Uint8Array.of(0xe4))
    printer.gap(10, 110)
    prints('后\n')
    expect(written).toBe('half\r\n── skipped 100 ──\r\n后\n')
  })

  it('of a connection that resumed does not tear a line apart', () => {
    prints('one tw')
    printer.begin(hello(), 'again')
    prints('o\nthree\n')
    printer.begin(hello(), 'again')
    prints('four\n')
    expect(written).toBe('one two\n── resumed ──\r\nthree\n── resumed ──\r\nfour\n')
  })

  it('of a connection that resumed is left out of a terminal', () => {
    printer.begin(hello({ columns: 80, rows: 24 }), 'again')
    expect(written).toBe('')
  })
})

it('shows what was typed, and obeys nothing of it', () => {
  printer.echo('say \x1b[31mred')
  expect(written).toBe('› say ·[31mred\r\n')
})

it('skips, and says so, where more comes than can be shown', () => {
  prints('x'.repeat((4 << 20) + 1))
  prints('lost')
  prints('lost')
  done.splice(0).forEach((shown) => shown())
  prints('on\n')
  expect(written.endsWith('x\r\n── skipped 8 ──\r\non\n')).toBe(true)
})

import type { Hello } from './wire'

/** A place that text goes to; it says when it has shown it. */
export interface Out {
  write(text: string, done: () => void): void
}

/** What stands in the stream though the program did not print it. */
export type Mark =
  | { readonly kind: 'skipped'; readonly bytes: number }
  | { readonly kind: 'resumed' }
  | { readonly kind: 'anew' }

const MOST_PENDING = 4 << 20
const FEW_PENDING = 1 << 20

/** Java's names of encodings that browsers know by another. */
const ALIASES: Readonly<Record<string, string>> = {
  'x-windows-949': 'windows-949',
  ms949: 'windows-949',
  'x-windows-31j': 'windows-31j',
  ms932: 'windows-31j',
  ms936: 'gbk',
  'x-mswin-936': 'gbk',
  'x-windows-950': 'big5',
  'x-ms950-hkscs': 'big5',
  'big5-hkscs': 'big5',
  'x-windows-874': 'windows-874',
}

/** A decoder for what an instance prints; what no browser knows is read as UTF-8. */
export function decoderOf(encoding: string): { decoder: TextDecoder; isKnown: boolean } {
  try {
    return { decoder: new TextDecoder(ALIASES[encoding.toLowerCase()] ?? encoding), isKnown: true }
  } catch {
    return { decoder: new TextDecoder(), isKnown: false }
  }
}

/**
 * Turns the bytes of a console into text for a terminal, marks what is missing, and skips rather than lets what is
 * not shown yet grow without end.
 */
export class Printer {
  readonly #out: Out
  readonly #say: (mark: Mark) => string
  #encoding = 'utf-8'
  #decoder = new TextDecoder()
  #isLine = true
  #atLineStart = true
  #waiting: string[] = []
  #pending = 0
  #dropped = 0

  constructor(out: Out, say: (mark: Mark) => string) {
    this.#out = out
    this.#say = say
  }

  begin(hello: Hello, how: 'first' | 'again' | 'anew'): void {
    this.#isLine = hello.columns === null
    if (how !== 'again' || hello.encoding !== this.#encoding) {
      this.#fresh(hello.encoding)
    }
    if (how === 'anew') {
      this.#mark({ kind: 'anew' })
    } else if (how === 'again' && this.#isLine) {
      // Nothing is missing here, so a line that is not whole yet is left in one piece.
      this.#markAtLineStart({ kind: 'resumed' })
    }
  }

  bytes(bytes: Uint8Array): void {
    if (this.#dropped > 0 || this.#pending > MOST_PENDING) {
      this.#dropped += bytes.length
      return
    }
    this.#text(this.#decoder.decode(bytes, { stream: true }))
  }

  gap(from: number, to: number): void {
    this.#fresh(this.#encoding)
    this.#mark({ kind: 'skipped', bytes: to - from })
  }

  /** Shows a line that was sent, dim, since a program without a terminal does not show it itself. */
  echo(line: string): void {
    const shown = [...line].map((character) => (isControl(character) ? '·' : character)).join('')
    this.#write(`\x1b[2m› ${shown}\x1b[22m\r\n`)
    this.#atLineStart = true
  }

  #fresh(encoding: string): void {
    this.#encoding = encoding
    this.#decoder = decoderOf(encoding).decoder
  }

  #text(text: string): void {
    let rest = text
    if (this.#waiting.length > 0 && this.#atLineStart) {
      this.#flushMarks()
    } else if (this.#waiting.length > 0 && rest.includes('\n')) {
      const end = rest.indexOf('\n') + 1
      this.#write(rest.slice(0, end))
      rest = rest.slice(end)
      this.#flushMarks()
    }
    if (rest !== '') {
      this.#write(rest)
      this.#atLineStart = rest.endsWith('\n')
    }
  }

  #flushMarks(): void {
    this.#waiting.forEach((line) => this.#write(line))
    this.#waiting = []
    this.#atLineStart = true
  }

  #markAtLineStart(mark: Mark): void {
    const line = this.#lineOf(mark)
    if (this.#atLineStart) {
      this.#write(line)
    } else {
      this.#waiting = [line]
    }
  }

  #mark(mark: Mark): void {
    this.#write((this.#atLineStart ? '' : '\r\n') + this.#lineOf(mark))
    this.#atLineStart = true
  }

  #lineOf(mark: Mark): string {
    return `\x1b[0;2m── ${this.#say(mark)} ──\x1b[0m\r\n`
  }

  #write(text: string): void {
    this.#pending += text.length
    this.#out.write(text, () => {
      this.#pending -= text.length
      if (this.#dropped > 0 && this.#pending < FEW_PENDING) {
        const bytes = this.#dropped
        this.#dropped = 0
        this.#fresh(this.#encoding)
        this.#mark({ kind: 'skipped', bytes })
      }
    })
  }
}

function isControl(character: string): boolean {
  const code = character.codePointAt(0) ?? 0
  return code < 0x20 || (code >= 0x7f && code < 0xa0)
}

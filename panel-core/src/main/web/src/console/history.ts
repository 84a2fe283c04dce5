const MOST = 200

/** The lines that were sent, and a walk through them with the arrow keys, by what had been typed before. */
export class LineHistory {
  readonly #store: { load(): string | null; keep(text: string): void }
  #lines: string[]
  /** Where the walk stands: an index into the lines, or their number at the line being typed. */
  #at: number
  #typed = ''

  constructor(store: { load(): string | null; keep(text: string): void }) {
    this.#store = store
    this.#lines = parsed(store.load())
    this.#at = this.#lines.length
  }

  get lines(): readonly string[] {
    return this.#lines
  }

  /** Keeps a line; one that begins with a space, as in shells, is not kept, nor one a second time in a row. */
  add(line: string): void {
    if (line.trim() !== '' && !line.startsWith(' ')) {
      this.#lines = [...this.#lines.filter((each) => each !== line), line].slice(-MOST)
      this.#store.keep(JSON.stringify(this.#lines))
    }
    this.reset()
  }

  /** Ends the walk; the next one begins with what is typed then. */
  reset(): void {
    this.#at = this.#lines.length
    this.#typed = ''
  }

  /** The line before that begins with what was typed; null where there is none. */
  older(current: string): string | null {
    if (this.#at === this.#lines.length) {
      this.#typed = current
    }
    for (let i = this.#at - 1; i >= 0; i -= 1) {
      const line = this.#lines[i]
      if (line?.startsWith(this.#typed) && line !== current) {
        this.#at = i
        return line
      }
    }
    return null
  }

  /** The line after, at last what was typed; null where the walk has not begun. */
  newer(current: string): string | null {
    if (this.#at === this.#lines.length) {
      return null
    }
    for (let i = this.#at + 1; i < this.#lines.length; i += 1) {
      const line = this.#lines[i]
      if (line?.startsWith(this.#typed) && line !== current) {
        this.#at = i
        return line
      }
    }
    this.#at = this.#lines.length
    return this.#typed
  }
}

function parsed(text: string | null): string[] {
  try {
    const value: unknown = JSON.parse(text ?? '[]')
    return Array.isArray(value) ? value.filter((line) => typeof line === 'string').slice(-MOST) : []
  } catch {
    return []
  }
}

/** The history of one instance in this browser. */
export function historyOf(daemon: string, instance: string): LineHistory {
  const key = `signalbox.lines.${daemon}/${instance}`
  return new LineHistory({
    load: () => localStorage.getItem(key),
    keep: (text) => localStorage.setItem(key, text),
  })
}

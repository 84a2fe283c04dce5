import type { Hello } from './wire'

const TOKEN_GOOD_MS = 4.5 * 60_000

/** How far a console has got in the output, and the token that lets it go on from there. */
export class Place {
  #offset: number | null = null
  #skip = 0
  #anew = false
  #token: { readonly value: string; readonly at: number } | null = null

  /** The offset of the first byte that has not come; null before anything came. */
  get offset(): number | null {
    return this.#offset
  }

  token(now: number): string | null {
    return this.#token !== null && now - this.#token.at <= TOKEN_GOOD_MS ? this.#token.value : null
  }

  keepToken(value: string, now: number): void {
    this.#token = { value, at: now }
  }

  dropToken(): void {
    this.#token = null
  }

  /** What was shown is of another output than what comes next. */
  forget(): void {
    this.#offset = null
    this.#anew = true
  }

  /** Goes on with what a server says hello to. Bytes that came already, over another connection, are passed over. */
  enter(hello: Hello, now: number): 'first' | 'again' | 'anew' {
    const known = this.#offset
    this.#skip = known === null ? 0 : Math.max(0, known - hello.offset)
    this.#offset = known === null ? hello.offset : Math.max(known, hello.offset)
    this.keepToken(hello.resume, now)
    const how = known !== null ? 'again' : this.#anew ? 'anew' : 'first'
    this.#anew = false
    return how
  }

  /** Counts bytes that came, and returns those that are new. */
  take(bytes: Uint8Array): Uint8Array {
    const known = Math.min(this.#skip, bytes.length)
    this.#skip -= known
    this.#offset = (this.#offset ?? 0) + bytes.length - known
    return known === 0 ? bytes : bytes.subarray(known)
  }

  leap(to: number): void {
    this.#skip = 0
    this.#offset = to
  }
}

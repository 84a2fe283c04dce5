import type { Clock } from '../ui/clock'

const TICK_MS = 500
/** What one tick counts at most: a page that slept does not take its own sleep for the other side's silence. */
const MOST_COUNTED_MS = 1000
export const PING_AFTER_MS = 1000
export const DEAD_AFTER_MS = 3000

/** Tells when nothing at all comes over a connection any more, though it was asked for a sign of life. */
export class Pulse {
  readonly #clock: Clock
  readonly #ping: () => void
  readonly #onSilent: () => void
  #quiet = 0
  #asked = false
  #callOff: () => void

  constructor(clock: Clock, ping: () => void, onSilent: () => void) {
    this.#clock = clock
    this.#ping = ping
    this.#onSilent = onSilent
    this.#callOff = this.#next(clock.now())
  }

  /** Something came. */
  heard(): void {
    this.#quiet = 0
    this.#asked = false
  }

  stop(): void {
    this.#callOff()
  }

  #next(before: number): () => void {
    return this.#clock.after(TICK_MS, () => {
      const now = this.#clock.now()
      this.#quiet += Math.min(MOST_COUNTED_MS, Math.max(0, now - before))
      if (this.#quiet >= DEAD_AFTER_MS) {
        return this.#onSilent()
      }
      if (this.#quiet >= PING_AFTER_MS && !this.#asked) {
        this.#asked = true
        this.#ping()
      }
      this.#callOff = this.#next(now)
    })
  }
}

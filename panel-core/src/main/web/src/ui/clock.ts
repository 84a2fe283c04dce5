/** Time, as far as anything here needs it. */
export interface Clock {
  now(): number
  /** Runs something later, and returns how to call that off. */
  after(milliseconds: number, run: () => void): () => void
}

export const browserClock: Clock = {
  now: () => Date.now(),
  after: (milliseconds, run) => {
    const timer = setTimeout(run, milliseconds)
    return () => clearTimeout(timer)
  },
}

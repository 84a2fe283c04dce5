const WINDOW_MS = 4000

/** How fast something goes, over the last few seconds. */
export class Speed {
  #marks: { at: number; done: number }[] = []

  /** Notes how much is done, and returns units per second; 0 while nobody can tell. */
  note(at: number, done: number): number {
    this.#marks.push({ at, done })
    while (this.#marks.length > 2 && at - (this.#marks[0]?.at ?? at) > WINDOW_MS) {
      this.#marks.shift()
    }
    const first = this.#marks[0]
    return first === undefined || at <= first.at ? 0 : ((done - first.done) * 1000) / (at - first.at)
  }
}

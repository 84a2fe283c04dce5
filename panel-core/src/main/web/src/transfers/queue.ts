import { Problem } from '../api/problem'
import type { Task } from '../tasks/tasks'
import { Speed } from './speed'

/** What a transfer is told while it runs. */
export interface Control {
  readonly signal: AbortSignal
  progress(done: number, total: number): void
}

export interface Transfer {
  readonly title: string
  readonly total: number
  run(control: Control): Promise<void>
}

/** How a queue shows what becomes of its transfers. */
export interface Showing {
  show(task: Task): void
  now(): number
  /** Speed in bytes per second, and seconds that are left; null where nobody knows. */
  pace(done: number, total: number, speed: number, left: number | null): string
  failure(problem: Problem): string
}

const SHOW_EVERY_MS = 250

/** Runs transfers in their order, a few at once: a browser has six connections to an origin, and others need some. */
export class TransferQueue {
  readonly #most: number
  readonly #showing: Showing
  readonly #waiting: { id: string; transfer: Transfer }[] = []
  #running = 0
  #count = 0

  constructor(most: number, showing: Showing) {
    this.#most = most
    this.#showing = showing
  }

  add(transfer: Transfer): void {
    this.#count += 1
    this.#enqueue(`transfer-${this.#count}`, transfer)
  }

  #enqueue(id: string, transfer: Transfer): void {
    const entry = { id, transfer }
    this.#waiting.push(entry)
    this.#showing.show({
      ...begun(id, transfer),
      state: 'waiting',
      cancel: () => {
        const at = this.#waiting.indexOf(entry)
        if (at >= 0) {
          this.#waiting.splice(at, 1)
          this.#showing.show({ ...begun(id, transfer), state: 'cancelled' })
        }
      },
    })
    this.#next()
  }

  #next(): void {
    while (this.#running < this.#most) {
      const entry = this.#waiting.shift()
      if (entry === undefined) {
        return
      }
      this.#running += 1
      void this.#run(entry.id, entry.transfer).finally(() => {
        this.#running -= 1
        this.#next()
      })
    }
  }

  async #run(id: string, transfer: Transfer): Promise<void> {
    const control = new AbortController()
    const speed = new Speed()
    let shownAt = Number.NEGATIVE_INFINITY
    let last = begun(id, transfer)
    const cancel = () => control.abort()
    this.#showing.show({ ...last, state: 'running', cancel })
    try {
      await transfer.run({
        signal: control.signal,
        progress: (done, total) => {
          const now = this.#showing.now()
          const pace = speed.note(now, done)
          last = { ...last, done, total }
          if (now - shownAt >= SHOW_EVERY_MS && !control.signal.aborted) {
            shownAt = now
            const left = pace > 0 && total > 0 ? (total - done) / pace : null
            this.#showing.show({ ...last, state: 'running', cancel, detail: this.#showing.pace(done, total, pace, left) })
          }
        },
      })
      this.#showing.show({ ...last, state: 'done', done: last.total })
    } catch (thrown) {
      this.#ended(id, transfer, last, control.signal, thrown)
    }
  }

  #ended(id: string, transfer: Transfer, last: Task, signal: AbortSignal, thrown: unknown): void {
    if (signal.aborted) {
      this.#showing.show({ ...last, state: 'cancelled' })
      return
    }
    const detail = this.#showing.failure(Problem.of(thrown))
    this.#showing.show({ ...last, state: 'failed', detail, retry: () => this.#enqueue(id, transfer) })
  }
}

function begun(id: string, transfer: Transfer): Task {
  return { id, title: transfer.title, state: 'running', done: 0, total: transfer.total }
}

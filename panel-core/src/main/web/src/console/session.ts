import { Problem } from '../api/problem'
import { Store } from '../ui/store'
import type { Way } from '../way/ways'
import type { Connection, Failure, Listener } from './connection'
import { type Means, Opener } from './opener'
import { Place } from './place'
import { Pulse } from './pulse'
import { type ConsoleStatus, NOT_YET } from './status'
import { CLOSED, type Hello, inputMessages, PING, resizeMessage } from './wire'

/** Who shows what the console prints. */
export interface Sink {
  /** `again` where output of before is continued without a loss; `anew` where what was shown is of another output. */
  begin(hello: Hello, how: 'first' | 'again' | 'anew'): void
  bytes(bytes: Uint8Array): void
  gap(from: number, to: number): void
  state(state: string): void
  /** An input was not taken. */
  refused(code: string, detail: string): void
}

const FIRST_BACKOFF_MS = 500
const MOST_BACKOFF_MS = 15_000
const LOOK_MS = 1_000
const FIRST_MOVE_MS = 5_000
const MOST_MOVE_MS = 600_000

/**
 * One console of one instance, for as long as somebody looks at it: keeps the place in the output over breaks, comes
 * back by itself, and moves over to the direct way when that opens.
 */
export class ConsoleSession {
  readonly status: Store<ConsoleStatus>
  readonly #means: Means
  readonly #sink: Sink
  readonly #place = new Place()
  readonly #opener: Opener
  #connection: Connection | null = null
  #failures = 0
  #pulse: Pulse | null = null
  #move = { after: 0, wait: FIRST_MOVE_MS }
  #callOff: () => void = () => undefined
  #stopLooking: () => void = () => undefined
  #stopWatching: () => void = () => undefined

  constructor(means: Means, sink: Sink) {
    this.#means = means
    this.#sink = sink
    this.status = new Store<ConsoleStatus>({ ...NOT_YET, since: means.clock.now() })
    this.#opener = new Opener(means, this.status, this.#place, (connection, way, url) =>
      this.#adopt(connection, way, url),
    )
  }

  start(): void {
    const { ways, daemon } = this.#means
    const stopWatching = ways.wish.watch(() => this.#another())
    const stopUsing = ways.use(daemon)
    this.#stopWatching = () => {
      stopWatching()
      stopUsing()
    }
    this.#look()
    void this.#connect()
  }

  /** Ends it for good. */
  stop(): void {
    this.#drop()
    this.#stopLooking()
    this.#stopWatching()
  }

  /** Does now what would be done later, or what had been given up. */
  retryNow(): void {
    const { phase } = this.status.get()
    if (phase === 'waiting' || phase === 'over') {
      this.#failures = 0
      void this.#connect()
    }
  }

  /** A person asks for the direct way, at a private address too. */
  async goDirect(): Promise<void> {
    const { ways, daemon } = this.#means
    await ways.ask(daemon)
    if (Number.isFinite(this.#move.after)) {
      this.#move = { after: 0, wait: FIRST_MOVE_MS }
    }
    await this.#moveOver()
  }

  /** Types something; false where nobody is there to take it. */
  input(data: string): boolean {
    const connection = this.#connection
    if (connection === null || !connection.hello.rights.includes('input')) {
      return false
    }
    inputMessages(data).forEach((message) => connection.send(message))
    return true
  }

  resize(columns: number, rows: number): void {
    this.#connection?.send(resizeMessage(columns, rows))
  }

  /** A person wants another way: the token of before is for the old one. */
  #another(): void {
    this.#drop()
    this.#place.dropToken()
    this.#failures = 0
    void this.#connect()
  }

  async #connect(open = () => this.#opener.open()): Promise<void> {
    this.#callOff()
    const { phase, since } = this.status.get()
    const lost = phase === 'open' || phase === 'over' ? this.#means.clock.now() : since
    this.#show({ phase: 'connecting', since: lost, way: null, retryAt: null, end: null, problem: null })
    try {
      const failure = await open()
      if (failure !== null) {
        this.#failed(failure)
      }
    } catch (thrown) {
      this.#refused(Problem.of(thrown))
    }
  }

  #adopt(connection: Connection, way: Way, url: string): Listener {
    const old = this.#connection
    const now = this.#means.clock.now()
    this.#connection = connection
    old?.close()
    const how = this.#place.enter(connection.hello, now)
    this.#failures = 0
    this.#pulse?.stop()
    this.#pulse = new Pulse(
      this.#means.clock,
      () => connection.send(PING),
      () => this.#silent(way, url),
    )
    if (way === 'direct') {
      this.#means.ways.worked(this.#means.daemon, url)
      this.#move = { after: 0, wait: FIRST_MOVE_MS }
    }
    this.#show({ ...NOT_YET, phase: 'open', since: now, way, hello: connection.hello })
    if (old === null) {
      this.#sink.begin(connection.hello, how)
    }
    return this.#listener(connection)
  }

  #listener(connection: Connection): Listener {
    const isCurrent = () => this.#connection === connection
    return {
      bytes: (bytes) => {
        if (isCurrent()) {
          this.#pulse?.heard()
          const fresh = this.#place.take(bytes)
          if (fresh.length > 0) {
            this.#sink.bytes(fresh)
          }
        }
      },
      heard: (message) => {
        if (!isCurrent()) {
          return
        }
        this.#pulse?.heard()
        switch (message.type) {
          case 'gap':
            this.#place.leap(message.to)
            return this.#sink.gap(message.from, message.to)
          case 'state':
            return this.#sink.state(message.state)
          case 'resume':
            return this.#place.keepToken(message.resume, this.#means.clock.now())
          case 'error':
            return this.#sink.refused(message.code, message.detail)
        }
      },
      closed: (code, reason) => {
        if (isCurrent()) {
          this.#connection = null
          this.#pulse?.stop()
          this.#opener.callOff()
          this.#show({ since: this.#means.clock.now() })
          this.#failed({ kind: 'closed', code, reason })
        }
      },
    }
  }

  /** Nothing comes any more, and no network says why: packets vanish. */
  #silent(way: Way, url: string): void {
    const { ways, daemon } = this.#means
    this.#drop()
    if (way === 'direct') {
      ways.failed(daemon, url, 'silent')
      void this.#connect(() => this.#opener.openAnew())
    } else {
      void this.#connect()
    }
  }

  /** A connection has ended, or none came about. */
  #failed(failure: Failure): void {
    const code = failure.kind === 'closed' ? failure.code : 0
    if (code === CLOSED.deleted) {
      return this.#show({ phase: 'over', end: 'deleted', way: null })
    }
    if (code === CLOSED.ended || code === CLOSED.beyondEnd) {
      // The token is of the leave that has ended, or for a place that is not there.
      this.#place.dropToken()
    }
    if (code === CLOSED.beyondEnd) {
      this.#place.forget()
    }
    this.#later()
  }

  /** The panel gave no leave. */
  #refused(problem: Problem): void {
    const isFinal = problem.status === 401 || problem.status === 403 || problem.status === 404
    if (isFinal || problem.code === 'way.no-address') {
      return this.#show({ phase: 'over', end: 'refused', problem, way: null })
    }
    this.#show({ problem })
    this.#later()
  }

  #later(): void {
    const wait = Math.min(MOST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** this.#failures) * (0.5 + this.#means.jitter() / 2)
    this.#failures += 1
    this.#show({ phase: 'waiting', retryAt: this.#means.clock.now() + wait, way: null })
    this.#callOff = this.#means.clock.after(wait, () => void this.#connect())
  }

  #drop(): void {
    this.#callOff()
    this.#opener.callOff()
    this.#pulse?.stop()
    this.#connection?.close()
    this.#connection = null
  }

  /** Now and then: is the direct way open again? */
  #look(): void {
    this.#stopLooking = this.#means.clock.after(LOOK_MS, () => {
      void this.#moveOver()
      this.#look()
    })
  }

  async #moveOver(): Promise<void> {
    const { ways, daemon, clock } = this.#means
    const isOpen = ways.wish.get() === 'automatic' && ways.verdict(daemon)?.way === 'direct'
    const isRelayed = this.#connection !== null && this.status.get().way === 'relay'
    if (!isOpen || !isRelayed || clock.now() < this.#move.after) {
      return
    }
    const { wait } = this.#move
    this.#move = { after: Number.POSITIVE_INFINITY, wait }
    await this.#opener.move()
    if (this.status.get().way !== 'direct') {
      this.#move = { after: clock.now() + wait, wait: Math.min(MOST_MOVE_MS, wait * 2) }
    }
  }

  #show(change: Partial<ConsoleStatus>): void {
    this.status.update((status) => ({ ...status, ...change }))
  }
}

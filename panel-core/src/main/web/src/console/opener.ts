import { Problem } from '../api/problem'
import type { Clock } from '../ui/clock'
import type { Store } from '../ui/store'
import type { Ticket } from '../way/tickets'
import { DIRECT_TIMEOUT_MS, type Way, type Ways } from '../way/ways'
import { type Connection, type Dial, type Failure, type Listener, tryAddress } from './connection'
import type { Place } from './place'
import { type ConsoleStatus, type Step, withAttempt, withResult } from './status'

export interface Means {
  readonly daemon: string
  readonly dial: Dial
  readonly clock: Clock
  readonly ways: Ways
  ticket(): Promise<Ticket>
  /** A number of 0 to 1 that keeps many pages from coming back at once. */
  jitter(): number
}

/** Takes a connection over as its server has said hello. */
export type Adopt = (connection: Connection, way: Way, url: string) => Listener

const PATIENCE_MS = 10_000

/** Tries the addresses of a console one after the other until a server says hello, and tells the status each step. */
export class Opener {
  readonly #means: Means
  readonly #status: Store<ConsoleStatus>
  readonly #place: Place
  readonly #adopt: Adopt
  #last: { readonly way: Way; readonly url: string } | null = null
  #stop: () => void = () => undefined
  #round = 0

  constructor(means: Means, status: Store<ConsoleStatus>, place: Place, adopt: Adopt) {
    this.#means = means
    this.#status = status
    this.#place = place
    this.#adopt = adopt
  }

  callOff(): void {
    this.#round += 1
    this.#stop()
  }

  /** Returns null once a console is open, or when it was called off; throws the panel's problem. */
  open(): Promise<Failure | null> {
    return this.#unlessCalledOff(async (round) => ((await this.#resumed(round)) ? null : this.#ticketed(round)))
  }

  /** Opens with fresh leave, because the way that the token is for has closed. */
  openAnew(): Promise<Failure | null> {
    return this.#unlessCalledOff((round) => this.#ticketed(round))
  }

  async #unlessCalledOff(tries: (round: number) => Promise<Failure | null>): Promise<Failure | null> {
    this.callOff()
    const round = this.#round
    try {
      return await tries(round)
    } catch (thrown) {
      if (round !== this.#round) {
        return null
      }
      throw thrown
    }
  }

  /** Moves over to the direct way; until the server has said hello there, the old connection goes on. */
  async move(): Promise<void> {
    const round = this.#round
    const ticket = await this.#means.ticket().catch(() => null)
    const direct = ticket?.direct ?? null
    if (ticket === null || direct === null || round !== this.#round) {
      return
    }
    const failure = await this.#dial('direct', direct, ticket.ticket, round, PATIENCE_MS)
    if (failure !== null && failure.kind !== 'closed') {
      this.#means.ways.failed(this.#means.daemon, direct, failure.kind)
    }
  }

  /** Goes on with the token of before, for which nobody need ask the panel. */
  async #resumed(round: number): Promise<boolean> {
    const token = this.#place.token(this.#means.clock.now())
    const last = this.#last
    if (token === null || last === null) {
      return false
    }
    const failure = await this.#try('resume', last.way, last.url, token, round)
    if (failure?.kind === 'closed') {
      this.#place.dropToken()
    }
    if (failure?.kind === 'silent' && last.way === 'direct') {
      this.#means.ways.failed(this.#means.daemon, last.url, 'silent')
    }
    return failure === null
  }

  async #ticketed(round: number): Promise<Failure | null> {
    const { ways, daemon } = this.#means
    let ticket = await this.#ticket(round)
    const direct = ticket?.direct ?? null
    if (ticket === null) {
      return null
    }
    if ((ways.known(daemon, direct) ?? 'direct') === 'direct') {
      if (direct === null) {
        throw new Problem({ status: 0, code: 'way.no-address', detail: daemon })
      }
      const failure = await this.#try('direct', 'direct', direct, ticket.ticket, round)
      if (failure === null || failure.kind === 'closed' || ways.wish.get() === 'direct') {
        return failure
      }
      ways.failed(daemon, direct, failure.kind)
      // The one that was shown in vain may have been spent all the same, had the network only been slow.
      ticket = await this.#ticket(round)
    }
    return ticket === null ? null : this.#try('relay', 'relay', ticket.relay, ticket.ticket, round)
  }

  async #ticket(round: number): Promise<Ticket | null> {
    this.#began('ticket', null)
    try {
      const ticket = await this.#means.ticket()
      return this.#came(round, 'answered') ? ticket : null
    } catch (thrown) {
      this.#came(round, Problem.of(thrown))
      throw thrown
    }
  }

  async #try(step: Step, way: Way, url: string, leave: string, round: number): Promise<Failure | null> {
    if (round !== this.#round) {
      return null
    }
    this.#began(step, url)
    const isHasty = way === 'direct' && this.#means.ways.wish.get() !== 'direct'
    const failure = await this.#dial(way, url, leave, round, isHasty ? DIRECT_TIMEOUT_MS : PATIENCE_MS)
    if (failure !== null) {
      this.#came(round, failure)
    }
    return failure
  }

  #dial(way: Way, url: string, leave: string, round: number, patience: number): Promise<Failure | null> {
    return new Promise((resolve) => {
      const stop = tryAddress(
        this.#means,
        { address: url, leave, from: this.#place.offset, patience },
        {
          greeted: (connection) => {
            this.#stop = () => undefined
            this.#last = { way, url }
            resolve(null)
            return this.#adopt(connection, way, url)
          },
          failed: (failure) => resolve(round === this.#round ? failure : null),
        },
      )
      this.#stop = () => {
        stop()
        resolve(null)
      }
    })
  }

  #began(step: Step, address: string | null): void {
    this.#status.update((status) =>
      withAttempt(status, { at: this.#means.clock.now(), step, address, result: 'pending' }),
    )
  }

  #came(round: number, result: 'answered' | Failure | Problem): boolean {
    if (round !== this.#round) {
      return false
    }
    this.#status.update((status) => withResult(status, result))
    return true
  }
}

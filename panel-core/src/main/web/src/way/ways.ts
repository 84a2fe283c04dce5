import { Store } from '../ui/store'
import { daemonOf, hostOf, isPrivateHost } from './addresses'

/** What a person wants: the browser finds the way, or it is one way only. */
export type Wish = 'automatic' | 'direct' | 'relay'
export type Way = 'direct' | 'relay'

/** Why the relay carries the traffic, as far as a page can know. */
export type Reason =
  /** The person chose so. */
  | 'chosen'
  /** The daemon has no address for browsers. */
  | 'no-address'
  /** The address is one of a private network, and this page is not: it is not tried unasked. */
  | 'private'
  /** No answer in time. */
  | 'silent'
  /** Refused at once: nothing listens there, or the browser does not trust the certificate. */
  | 'refused'

/** What is known of the way to one daemon. */
export interface Verdict {
  readonly way: Way
  readonly reason: Reason | null
  /** The daemon's own address as a browser opens it, where there is one. */
  readonly address: string | null
  readonly at: number
}

/** What the choice stands on; tests bring their own. */
export interface Surroundings {
  readonly pageHost: string
  now(): number
  /** Runs something later, and returns how to call that off. */
  after(milliseconds: number, run: () => void): () => void
  /** Whether somebody sees the page. */
  isVisible(): boolean
  /** Whether a plain request to the daemon is answered at all; `silent` after the given time. */
  probe(daemon: string, milliseconds: number): Promise<'answered' | 'refused' | 'silent'>
  load(): string | null
  keep(wish: Wish): void
}

export const DIRECT_TIMEOUT_MS = 2000
/** How long a direct way that worked is taken without another look. */
const DIRECT_GOOD_MS = 5 * 60_000
/** How long a closed way is taken for closed where nothing that is in use looks again. */
export const CLOSED_MS = 30_000
/** How often the closed way to a daemon in use is looked at, and for how long. */
export const RETRY_MS = 5_000
export const RETRY_TIMEOUT_MS = 4_000

/** Finds and remembers, for each daemon, whether this browser reaches it without the panel in between. */
export class Ways {
  readonly verdicts = new Store<ReadonlyMap<string, Verdict>>(new Map())
  readonly wish: Store<Wish>
  readonly #around: Surroundings
  readonly #asked = new Set<string>()
  readonly #looking = new Map<string, Promise<Way>>()
  readonly #used = new Map<string, number>()
  #callOff: () => void = () => undefined

  constructor(around: Surroundings) {
    this.#around = around
    const kept = around.load()
    this.wish = new Store<Wish>(kept === 'direct' || kept === 'relay' ? kept : 'automatic')
  }

  choose(wish: Wish): void {
    this.#around.keep(wish)
    this.verdicts.set(new Map())
    this.wish.set(wish)
  }

  verdict(daemon: string): Verdict | undefined {
    return this.verdicts.get().get(daemon)
  }

  /** The way to begin with, without a look at the network. `undefined` where only a try can tell. */
  known(daemon: string, direct: string | null): Way | undefined {
    const wish = this.wish.get()
    if (wish !== 'automatic') {
      this.#decide(daemon, wish, wish === 'relay' ? 'chosen' : null, direct)
      return wish
    }
    if (direct === null) {
      this.#decide(daemon, 'relay', 'no-address', null)
      return 'relay'
    }
    if (this.#isForeign(daemon, direct)) {
      this.#decide(daemon, 'relay', 'private', direct)
      return 'relay'
    }
    const verdict = this.verdict(daemon)
    if (verdict === undefined || verdict.address !== daemonOf(direct)) {
      return undefined
    }
    const good = verdict.way === 'direct' ? DIRECT_GOOD_MS : CLOSED_MS
    return this.#around.now() - verdict.at < good ? verdict.way : undefined
  }

  /** The way for a plain request, found by asking the direct address where nothing is known yet. */
  find(daemon: string, direct: string | null): Promise<Way> {
    const known = this.known(daemon, direct)
    if (known !== undefined || direct === null) {
      return Promise.resolve(known ?? 'relay')
    }
    return this.#look(daemon, direct, DIRECT_TIMEOUT_MS)
  }

  /** The direct way was taken and carried something. */
  worked(daemon: string, direct: string): void {
    this.#decide(daemon, 'direct', null, direct)
  }

  /** The direct way was taken in vain. */
  failed(daemon: string, direct: string, reason: 'silent' | 'refused'): void {
    if (this.wish.get() === 'automatic') {
      this.#decide(daemon, 'relay', reason, direct)
    }
  }

  /** Says that something on the page uses a daemon: while it is seen, a closed way is looked at again. Returns the end. */
  use(daemon: string): () => void {
    if (this.#used.size === 0) {
      this.#lookLater()
    }
    this.#used.set(daemon, (this.#used.get(daemon) ?? 0) + 1)
    let over = false
    return () => {
      if (!over) {
        over = true
        this.#unuse(daemon)
      }
    }
  }

  #unuse(daemon: string): void {
    const left = (this.#used.get(daemon) ?? 1) - 1
    if (left > 0) {
      this.#used.set(daemon, left)
      return
    }
    this.#used.delete(daemon)
    if (this.#used.size === 0) {
      this.#callOff()
    }
  }

  #lookLater(): void {
    this.#callOff = this.#around.after(RETRY_MS, () => {
      if (this.#around.isVisible()) {
        ;[...this.#used.keys()].filter((daemon) => this.#mayHaveOpened(daemon)).forEach((daemon) => void this.#retry(daemon))
      }
      this.#lookLater()
    })
  }

  #mayHaveOpened(daemon: string): boolean {
    const reason = this.verdict(daemon)?.reason
    return this.wish.get() === 'automatic' && (reason === 'silent' || reason === 'refused')
  }

  async #retry(daemon: string): Promise<void> {
    const address = this.verdict(daemon)?.address
    if (address !== undefined && address !== null) {
      await this.#look(daemon, address, RETRY_TIMEOUT_MS)
    }
  }

  /** A person asks for another look, at a private address too. */
  async ask(daemon: string): Promise<void> {
    this.#asked.add(daemon)
    await this.#retry(daemon)
  }

  #isForeign(daemon: string, direct: string): boolean {
    return !this.#asked.has(daemon) && isPrivateHost(hostOf(direct)) && !isPrivateHost(this.#around.pageHost)
  }

  #look(daemon: string, direct: string, patience: number): Promise<Way> {
    const running = this.#looking.get(daemon)
    if (running !== undefined) {
      return running
    }
    const looking = this.#probed(daemon, direct, patience).finally(() => this.#looking.delete(daemon))
    this.#looking.set(daemon, looking)
    return looking
  }

  async #probed(daemon: string, direct: string, patience: number): Promise<Way> {
    const found = await this.#around.probe(daemonOf(direct), patience)
    if (this.wish.get() !== 'automatic') {
      return this.wish.get() === 'direct' ? 'direct' : 'relay'
    }
    if (found !== 'answered') {
      this.#decide(daemon, 'relay', found, direct)
      return 'relay'
    }
    this.#decide(daemon, 'direct', null, direct)
    return 'direct'
  }

  #decide(daemon: string, way: Way, reason: Reason | null, direct: string | null): void {
    const before = this.verdict(daemon)
    const address = direct === null ? null : daemonOf(direct)
    const tried = reason === 'silent' || reason === 'refused'
    const same = before?.way === way && before.reason === reason && before.address === address
    if (same && !tried && way === 'relay') {
      return
    }
    this.verdicts.update((all) =>
      new Map(all).set(daemon, { way, reason, address, at: this.#around.now() }),
    )
  }
}

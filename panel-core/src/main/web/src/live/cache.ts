import type { Query, QueryClient } from '@tanstack/react-query'
import { applyChanges, changesFor, type LiveKind } from './apply'
import { type LiveEvent, thingOf } from './events'

const READ_AGAIN_MS = 1000
const HIDDEN_MS = 1000

const KINDS: ReadonlySet<unknown> = new Set<LiveKind>(['instances', 'instance', 'daemons', 'daemon', 'users', 'user'])

const kindOf = (query: Query): LiveKind | null =>
  KINDS.has(query.queryKey[0]) ? (query.queryKey[0] as LiveKind) : null

/**
 * Brings events into the cached answers whose key begins with a live kind. `['instances']`, `['daemons']` and
 * `['users']` alone are the whole lists, which new things join; `['instance', …]` and so on are single things;
 * anything else (a filtered list, a summary) is changed in place where that is possible, else read again.
 *
 * Events wait for the next frame, and of several about one thing only the newest counts. An answer that was asked for
 * before an event and arrives after it is given the event once more, for it may be the older of the two.
 */
export class LiveCache {
  readonly #queries: QueryClient
  readonly #waiting = new Map<string, LiveEvent>()
  readonly #underway = new Map<string, Map<string, LiveEvent>>()
  readonly #states = new Map<string, string>()
  readonly #stale = new Set<string>()
  readonly #doubtful = new Set<string>()
  #scheduled = false

  constructor(queries: QueryClient) {
    this.#queries = queries
    queries.getQueryCache().subscribe((notice) => {
      if (notice.type !== 'updated' || kindOf(notice.query) === null) {
        return
      }
      const { action, query } = notice
      if (action.type === 'fetch') {
        this.#underway.set(query.queryHash, new Map())
      } else if (action.type === 'error' || (action.type === 'success' && action.manual !== true)) {
        const since = this.#underway.get(query.queryHash)
        this.#underway.delete(query.queryHash)
        if (action.type === 'success' && since !== undefined && since.size > 0) {
          this.#apply(query, [...since.values()])
        }
        if (this.#doubtful.delete(query.queryHash)) {
          this.#readAgainSoon(query)
        }
      }
    })
  }

  take(event: LiveEvent): void {
    const thing = thingOf(event)
    // A later place in the order: that a daemon went away must not undo what came after it.
    this.#waiting.delete(thing)
    this.#waiting.set(thing, event)
    if (!this.#scheduled) {
      this.#scheduled = true
      const flush = () => this.#flush()
      if (document.hidden) {
        setTimeout(flush, HIDDEN_MS)
      } else {
        requestAnimationFrame(flush)
      }
    }
  }

  /** Has what was asked for before events came read again: a change between the two is in neither. */
  readEarlierAgain(): void {
    for (const hash of this.#underway.keys()) {
      this.#doubtful.add(hash)
    }
    void this.#queries.invalidateQueries({
      predicate: (query) => kindOf(query) !== null && query.state.data !== undefined,
    })
  }

  /** Has everything read again that events keep up to date: some of them were missed. */
  readAllAgain(): void {
    this.#waiting.clear()
    void this.#queries.invalidateQueries()
  }

  #flush(): void {
    this.#scheduled = false
    const events = [...this.#waiting.values()]
    this.#waiting.clear()
    for (const since of this.#underway.values()) {
      for (const event of events) {
        since.delete(thingOf(event))
        since.set(thingOf(event), event)
      }
    }
    const turned = events.filter((event) => this.#turns(event))
    for (const query of this.#queries.getQueryCache().getAll()) {
      this.#apply(query, events, turned)
    }
  }

  /** Whether it is news to a summary: a figure that goes up and down is not. */
  #turns(event: LiveEvent): boolean {
    if (event.kind !== 'instance.changed') {
      return true
    }
    const { name, state, tags } = event.instance
    const look = JSON.stringify([state, name, tags])
    const thing = thingOf(event)
    const turns = this.#states.get(thing) !== look
    this.#states.set(thing, look)
    return turns
  }

  #apply(query: Query, events: readonly LiveEvent[], turned: readonly LiveEvent[] = events): void {
    const kind = kindOf(query)
    const data = query.state.data
    if (kind === null || data === undefined) {
      return
    }
    const whole = query.queryKey.length === 1
    const applied = applyChanges(data, changesFor(kind, events), whole)
    if (applied.data !== data) {
      this.#queries.setQueryData(query.queryKey, applied.data)
    }
    if (applied.stale && (turned === events || applyChanges(data, changesFor(kind, turned), whole).stale)) {
      this.#readAgainSoon(query)
    }
  }

  #readAgainSoon(query: Query): void {
    if (this.#stale.has(query.queryHash)) {
      return
    }
    this.#stale.add(query.queryHash)
    setTimeout(() => {
      this.#stale.delete(query.queryHash)
      void this.#queries.invalidateQueries({ queryKey: query.queryKey, exact: true })
    }, READ_AGAIN_MS)
  }
}

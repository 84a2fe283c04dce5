import { type Instance, type InstanceKey, keyOf } from './instance'
import { type ListSearch, type SortKey, STATES } from './listSearch'

/** Whether an instance is what the list's address looks for. */
export function isSought(instance: Instance, search: ListSearch): boolean {
  return (
    (search.state === undefined || search.state.includes(instance.state)) &&
    (search.daemon === undefined || search.daemon.includes(instance.daemon)) &&
    (search.tag === undefined || search.tag.some((tag) => instance.tags.includes(tag))) &&
    (search.q === undefined || hasText(instance, search.q.trim().toLowerCase()))
  )
}

function hasText(instance: Instance, text: string): boolean {
  return (
    instance.name.toLowerCase().includes(text) ||
    instance.id === text ||
    instance.tags.some((tag) => tag.toLowerCase().includes(text))
  )
}

const words = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' })

type Compare = (one: Instance, other: Instance) => number

/** How instances are put in order; equal ones by name, then by id, so that the order is always the same. */
export function orderBy(sort: SortKey, down: boolean, daemonName: (id: string) => string): Compare {
  const first = comparing(sort, daemonName)
  const sign = down ? -1 : 1
  return (one, other) => sign * first(one, other) || words.compare(one.name, other.name) || (one.id < other.id ? -1 : 1)
}

function comparing(sort: SortKey, daemonName: (id: string) => string): Compare {
  switch (sort) {
    case 'name':
      return (one, other) => words.compare(one.name, other.name)
    case 'state':
      return (one, other) => rank(one) - rank(other)
    case 'daemon':
      return (one, other) => words.compare(daemonName(one.daemon), daemonName(other.daemon))
    case 'cpu':
      return (one, other) => one.usage.cpu - other.usage.cpu
    case 'memory':
      return (one, other) => one.usage.memory - other.usage.memory
    case 'since':
      return (one, other) => since(other) - since(one)
  }
}

const RANKS: readonly string[] = STATES
const rank = (instance: Instance) => RANKS.indexOf(instance.state) + RANKS.length * Number(!RANKS.includes(instance.state))

const since = (instance: Instance) => Date.parse(instance.exit?.at ?? instance.startedAt ?? '1970-01-01T00:00:00Z')

/** The rows of the list, and what decided their order. */
export interface Arranged {
  readonly rows: readonly Instance[]
  readonly keys: readonly InstanceKey[]
  readonly places: ReadonlyMap<InstanceKey, number>
  readonly order: string
}

/**
 * Puts what is sought in order. Rows that are there already keep their places for as long as the order stays the same:
 * figures change, and the list must not jump; what is new goes where it belongs.
 */
export function arrange(previous: Arranged | null, sought: readonly Instance[], order: string, by: Compare): Arranged {
  const stays = previous !== null && previous.order === order
  if (stays && sought.length === previous.rows.length && sought.every((each) => previous.places.has(keyOf(each)))) {
    const rows = [...previous.rows]
    for (const each of sought) {
      rows[previous.places.get(keyOf(each)) ?? 0] = each
    }
    return { ...previous, rows }
  }
  const rows = stays ? keepingPlaces(previous, sought, by) : [...sought].sort(by)
  const keys = rows.map(keyOf)
  return { rows, keys, places: new Map(keys.map((key, place) => [key, place])), order }
}

/** Leaves the old rows in their order, and puts each new one before the first that it precedes. */
function keepingPlaces(previous: Arranged, sought: readonly Instance[], by: Compare): Instance[] {
  const placeOf = (each: Instance) => previous.places.get(keyOf(each)) ?? -1
  const old = sought.filter((each) => placeOf(each) >= 0).sort((one, other) => placeOf(one) - placeOf(other))
  const fresh = sought.filter((each) => placeOf(each) < 0).sort(by)
  if (old.length === 0 || fresh.length > old.length) {
    return [...old, ...fresh].sort(by)
  }
  for (const each of fresh) {
    const place = old.findIndex((other) => by(each, other) < 0)
    old.splice(place < 0 ? old.length : place, 0, each)
  }
  return old
}

/** How many instances are in each state, carry each tag and live on each daemon. */
export interface Counts {
  readonly state: ReadonlyMap<string, number>
  readonly tag: ReadonlyMap<string, number>
  readonly daemon: ReadonlyMap<string, number>
}

export function countsOf(instances: readonly Instance[]): Counts {
  const state = new Map<string, number>()
  const tag = new Map<string, number>()
  const daemon = new Map<string, number>()
  const add = (counts: Map<string, number>, key: string) => counts.set(key, (counts.get(key) ?? 0) + 1)
  for (const instance of instances) {
    add(state, instance.state)
    add(daemon, instance.daemon)
    for (const each of instance.tags) {
      add(tag, each)
    }
  }
  return { state, tag, daemon }
}

import { keyOf } from '../instances/instance'
import type { LiveEvent } from './events'

/** What became of the things of one kind: those that changed, by their key, and which are gone. */
export interface Changes {
  readonly changed: ReadonlyMap<string, unknown>
  readonly isGone: (key: string) => boolean
  readonly keyOf: (thing: unknown) => string
}

/** The kinds of cached answers that events keep up to date, by the first word of their query key. */
export type LiveKind = 'instances' | 'instance' | 'daemons' | 'daemon' | 'users' | 'user'

const idOf = (thing: unknown) => (thing as { id: string }).id
const instanceKeyOf = (thing: unknown) => keyOf(thing as { daemon: string; id: string })

/** Sorts events by what they mean to the answers of a kind. A daemon that is away takes its instances along. */
export function changesFor(kind: LiveKind, events: readonly LiveEvent[]): Changes {
  const changed = new Map<string, unknown>()
  const gone = new Set<string>()
  const put = (key: string, thing: unknown) => {
    changed.set(key, thing)
    gone.delete(key)
  }
  const take = (key: string) => {
    changed.delete(key)
    gone.add(key)
  }
  switch (kind) {
    case 'instances':
    case 'instance':
      return instanceChanges(kind, events)
    case 'daemons':
    case 'daemon':
      for (const event of events) {
        if (event.kind === 'daemon.changed') {
          put(event.daemon.id, event.daemon)
        } else if (event.kind === 'daemon.removed') {
          take(event.id)
        }
      }
      break
    case 'users':
    case 'user':
      for (const event of events) {
        if (event.kind === 'user.changed') {
          put(event.user.id, event.user)
        } else if (event.kind === 'user.removed') {
          take(event.id)
        }
      }
  }
  return { changed, isGone: (key) => gone.has(key), keyOf: idOf }
}

function instanceChanges(kind: 'instances' | 'instance', events: readonly LiveEvent[]): Changes {
  const changed = new Map<string, unknown>()
  const gone = new Set<string>()
  const away = new Set<string>()
  for (const event of events) {
    if (event.kind === 'instance.changed') {
      const instance = { ...event.instance, daemon: event.daemon }
      changed.set(keyOf(instance), instance)
      gone.delete(keyOf(instance))
    } else if (event.kind === 'instance.removed') {
      changed.delete(`${event.daemon}/${event.id}`)
      gone.add(`${event.daemon}/${event.id}`)
    } else if (kind === 'instances' && isAway(event)) {
      const daemon = event.kind === 'daemon.removed' ? event.id : event.daemon.id
      away.add(daemon)
      for (const key of [...changed.keys()].filter((each) => each.startsWith(`${daemon}/`))) {
        changed.delete(key)
      }
    }
  }
  const isGone = (key: string) =>
    gone.has(key) || (away.size > 0 && !changed.has(key) && away.has(key.slice(0, key.indexOf('/'))))
  return { changed, isGone, keyOf: instanceKeyOf }
}

type DaemonAway = Extract<LiveEvent, { kind: 'daemon.changed' | 'daemon.removed' }>

function isAway(event: LiveEvent): event is DaemonAway {
  return event.kind === 'daemon.removed' || (event.kind === 'daemon.changed' && event.daemon.status === 'offline')
}

/** What is known after the changes: the same object where nothing changed, and whether it has to be read again. */
export interface Applied {
  readonly data: unknown
  readonly stale: boolean
}

/**
 * Applies changes to an answer as it lies in the cache: a list, a page of one, several pages, or a single thing. Only
 * a whole list takes new things in; every other list that one might belong to has to be read again.
 */
export function applyChanges(data: unknown, changes: Changes, whole: boolean): Applied {
  if (Array.isArray(data)) {
    return applyToList(data, changes, whole)
  }
  if (hasItems(data)) {
    const { data: items, stale } = applyToList(data.items, changes, whole)
    return { data: items === data.items ? data : { ...data, items }, stale }
  }
  if (hasPages(data)) {
    const pages = data.pages.map((page) => applyChanges(page, changes, false))
    const same = pages.every((page, index) => page.data === data.pages[index])
    const known = new Set(data.pages.flatMap((page) => (hasItems(page) ? page.items.map(changes.keyOf) : [])))
    const stale = [...changes.changed.keys()].some((key) => !known.has(key))
    return { data: same ? data : { ...data, pages: pages.map((page) => page.data) }, stale }
  }
  if (isThing(data)) {
    const key = changes.keyOf(data)
    return { data: changes.changed.get(key) ?? data, stale: changes.isGone(key) }
  }
  return { data, stale: changes.changed.size > 0 }
}

function applyToList(items: readonly unknown[], changes: Changes, whole: boolean): Applied {
  const fresh = new Map(changes.changed)
  let same = true
  const next: unknown[] = []
  for (const item of items) {
    const key = changes.keyOf(item)
    const change = fresh.get(key)
    if (change !== undefined) {
      next.push(change)
      fresh.delete(key)
      same = false
    } else if (changes.isGone(key)) {
      same = false
    } else {
      next.push(item)
    }
  }
  if (whole && fresh.size > 0) {
    next.push(...fresh.values())
    same = false
  }
  return { data: same ? items : next, stale: !whole && fresh.size > 0 }
}

function isThing(data: unknown): data is object {
  return typeof data === 'object' && data !== null && 'id' in data
}

function hasItems(data: unknown): data is { items: unknown[] } {
  return typeof data === 'object' && data !== null && 'items' in data && Array.isArray(data.items)
}

function hasPages(data: unknown): data is { pages: unknown[] } {
  return typeof data === 'object' && data !== null && 'pages' in data && Array.isArray(data.pages)
}

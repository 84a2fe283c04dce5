import type { InstanceState } from '../api/schema'

export const STATES = ['running', 'starting', 'stopping', 'backing-off', 'crashed', 'stopped'] as const satisfies readonly InstanceState[]

export const SORT_KEYS = ['name', 'state', 'daemon', 'cpu', 'memory', 'since'] as const
export type SortKey = (typeof SORT_KEYS)[number]

/** What the address of the list says: what is looked for, and in which order. */
export interface ListSearch {
  q?: string
  state?: string[]
  daemon?: string[]
  tag?: string[]
  sort?: SortKey
  down?: true
}

/** Reads the address; what makes no sense there is left out. */
export function listSearch(search: Record<string, unknown>): ListSearch {
  const read: ListSearch = {}
  if (typeof search.q === 'string' && search.q !== '') {
    read.q = search.q
  } else if (typeof search.q === 'number') {
    read.q = String(search.q)
  }
  for (const name of ['state', 'daemon', 'tag'] as const) {
    const values = texts(search[name])
    if (values.length > 0) {
      read[name] = values
    }
  }
  const sort = SORT_KEYS.find((key) => key === search.sort)
  if (sort !== undefined) {
    read.sort = sort
  }
  if (search.down === true) {
    read.down = true
  }
  return read
}

function texts(value: unknown): string[] {
  const values: unknown[] = Array.isArray(value) ? value : value === undefined ? [] : [value]
  return [...new Set(values.filter((each) => typeof each === 'string' || typeof each === 'number').map(String))]
}

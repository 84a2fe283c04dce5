import { Store } from '../ui/store'

/** The columns that can be left out; state and name are always there. */
export const COLUMNS = ['tags', 'daemon', 'cpu', 'memory', 'since'] as const
export type Column = (typeof COLUMNS)[number]

const KEY = 'signalbox.instances.columns'

function stored(): ReadonlySet<Column> {
  const value = localStorage.getItem(KEY)
  return new Set(value === null ? COLUMNS : COLUMNS.filter((column) => value.split(',').includes(column)))
}

/** The columns that this person looks at, kept in this browser. */
export const columns = new Store<ReadonlySet<Column>>(stored())

export function showColumn(column: Column, shown: boolean): void {
  columns.update((all) => new Set(COLUMNS.filter((each) => (each === column ? shown : all.has(each)))))
  localStorage.setItem(KEY, [...columns.get()].join(','))
}

import { freeName } from './paths'

/** What a person says about a file whose name is taken. */
export type Choice = 'overwrite' | 'skip' | 'rename'

/** How one file is to be written: under which name, and on which condition. */
export interface Plan<T> {
  readonly item: T
  readonly name: string
  readonly condition: 'new' | 'replace'
}

/** The items whose names are taken; directories cannot be overwritten by files. */
export function conflictsOf<T extends { name: string }>(items: readonly T[], taken: ReadonlySet<string>): T[] {
  return items.filter((item) => taken.has(item.name))
}

/**
 * How to write each item. A new file is written only where there still is none; one to be replaced only where it is
 * still the one that was seen. Two of one name, and names that cannot be, never meet.
 */
export function planned<T extends { name: string }>(
  items: readonly T[],
  taken: ReadonlySet<string>,
  choiceOf: (item: T) => Choice,
): Plan<T>[] {
  const used = new Set(taken)
  const plans: Plan<T>[] = []
  for (const item of items) {
    if (!used.has(item.name)) {
      plans.push({ item, name: item.name, condition: 'new' })
    } else if (!taken.has(item.name) || choiceOf(item) === 'rename') {
      plans.push({ item, name: freeName(item.name, used), condition: 'new' })
    } else if (choiceOf(item) === 'overwrite') {
      plans.push({ item, name: item.name, condition: 'replace' })
    }
    const last = plans.at(-1)
    if (last !== undefined) {
      used.add(last.name)
    }
  }
  return plans
}


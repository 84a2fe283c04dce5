import { useSyncExternalStore } from 'react'

/** A value outside React that pages can watch. */
export class Store<T> {
  #value: T
  readonly #watchers = new Set<() => void>()

  constructor(value: T) {
    this.#value = value
  }

  get(): T {
    return this.#value
  }

  set(value: T): void {
    if (Object.is(value, this.#value)) {
      return
    }
    this.#value = value
    for (const watcher of [...this.#watchers]) {
      watcher()
    }
  }

  update(change: (value: T) => T): void {
    this.set(change(this.#value))
  }

  readonly watch = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher)
    return () => this.#watchers.delete(watcher)
  }
}

/** The store's value, and a new look at the page whenever it changes. */
export function useStore<T>(store: Store<T>): T {
  return useSyncExternalStore(store.watch, () => store.get())
}

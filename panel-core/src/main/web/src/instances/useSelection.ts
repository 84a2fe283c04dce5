import { useCallback, useMemo, useRef, useState } from 'react'
import { type Instance, type InstanceKey, keyOf } from './instance'

export interface Selection {
  readonly keys: ReadonlySet<InstanceKey>
  readonly chosen: readonly Instance[]
  /** Chooses a row or lets go of it; with `span` all rows from the one before. */
  readonly toggle: (key: InstanceKey, span: boolean) => void
  readonly toggleAll: () => void
  readonly clear: () => void
}

/** Which rows are chosen; a row that is not shown any more is not. */
export function useSelection(rows: readonly Instance[], order: readonly InstanceKey[]): Selection {
  const [keys, setKeys] = useState<ReadonlySet<InstanceKey>>(new Set())
  const before = useRef<InstanceKey | null>(null)
  const shown = useRef(order)
  shown.current = order

  const toggle = useCallback((key: InstanceKey, span: boolean) => {
    const from = span && before.current !== null ? shown.current.indexOf(before.current) : -1
    const to = shown.current.indexOf(key)
    before.current = key
    setKeys((old) => {
      const next = new Set(old)
      const on = !old.has(key)
      const range = from < 0 || to < 0 ? [key] : shown.current.slice(Math.min(from, to), Math.max(from, to) + 1)
      for (const each of range) {
        if (on) {
          next.add(each)
        } else {
          next.delete(each)
        }
      }
      return next
    })
  }, [])
  const clear = useCallback(() => setKeys(new Set()), [])
  const chosen = useMemo(
    () => (keys.size === 0 ? [] : rows.filter((each) => keys.has(keyOf(each)))),
    [rows, keys],
  )
  const toggleAll = () => setKeys(chosen.length === rows.length ? new Set() : new Set(order))
  return { keys, chosen, toggle, toggleAll, clear }
}

import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useLayoutEffect, useRef, useState, type CSSProperties, type ReactNode } from 'react'
import classes from './rows.module.css'

interface Props<T> {
  label: string
  /** What stands above the columns of a wide screen, one for each. */
  head: readonly string[]
  /** The widths of the columns, as CSS has them. */
  columns: string
  items: readonly T[]
  keyOf: (item: T) => string
  /** The cells of a row. */
  children: (item: T) => ReactNode
  /** Called when the last rows come into sight. */
  onEnd?: () => void
}

const ROW = 45
const AHEAD = 12

/** A list of any length whose rows line up in columns, and become cards where it is narrow. */
export function RowList<T>({ label, head, columns, items, keyOf, children, onEnd }: Props<T>) {
  const list = useRef<HTMLUListElement>(null)
  const [top, setTop] = useState(0)
  useLayoutEffect(() => setTop(list.current?.offsetTop ?? 0), [])
  const rows = useWindowVirtualizer({
    count: items.length,
    estimateSize: () => ROW,
    overscan: AHEAD,
    scrollMargin: top,
    getItemKey: (index) => {
      const item = items[index]
      return item === undefined ? index : keyOf(item)
    },
  })
  const shown = rows.getVirtualItems()
  const atEnd = (shown.at(-1)?.index ?? -1) >= items.length - 1
  useEffect(() => {
    if (atEnd && items.length > 0) {
      onEnd?.()
    }
  }, [atEnd, items.length, onEnd])
  return (
    <div style={{ '--columns': columns } as CSSProperties}>
      <div className={classes.head} aria-hidden>
        {head.map((name) => (
          <span key={name}>{name}</span>
        ))}
      </div>
      <ul ref={list} className={classes.list} aria-label={label} style={{ height: rows.getTotalSize() }}>
        {shown.map((row) => {
          const item = items[row.index]
          return item === undefined ? null : (
            <li
              key={row.key}
              ref={rows.measureElement}
              data-index={row.index}
              className={classes.item}
              aria-setsize={items.length}
              aria-posinset={row.index + 1}
              style={{ transform: `translateY(${row.start - top}px)` }}
            >
              {children(item)}
            </li>
          )
        })}
      </ul>
    </div>
  )
}

import { Checkbox, Text, UnstyledButton } from '@mantine/core'
import { useVirtualizer } from '@tanstack/react-virtual'
import { ChevronDown, ChevronUp } from 'lucide-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { FileEntry } from '../api/schema'
import { useNarrow } from '../ui/useNarrow'
import { FileRow, type RowActions } from './FileRow'
import classes from './files.module.css'
import type { FileSort } from './filesSearch'

interface Props {
  label: string
  at: { daemon: string; instance: string; directory: string }
  entries: readonly FileEntry[]
  sort: FileSort
  down: boolean
  onSort: (sort: FileSort) => void
  selected: ReadonlySet<string>
  onSelected: (names: ReadonlySet<string>) => void
  canOpen: boolean
  actions: RowActions
}

const ROW = 40
const TALL_ROW = 56

/** A directory, of which only the rows in view are there. */
export function FileList(props: Props) {
  const { entries, selected, onSelected } = props
  const { t } = useTranslation('files')
  const narrow = useNarrow()
  const scroller = useRef<HTMLDivElement>(null)
  const rows = useVirtualizer({
    count: entries.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => (narrow ? TALL_ROW : ROW),
    overscan: 12,
  })

  function select(name: string, wanted: boolean) {
    const next = new Set(selected)
    if (wanted) {
      next.add(name)
    } else {
      next.delete(name)
    }
    onSelected(next)
  }

  return (
    <div ref={scroller} className={classes.scroller} role="table" aria-label={props.label} aria-rowcount={entries.length + 1} tabIndex={0}>
      <div role="rowgroup">
        <div role="row" className={classes.head}>
          <span role="columnheader">
            <Checkbox
              size="xs"
              aria-label={t('selectAll')}
              checked={entries.length > 0 && selected.size === entries.length}
              indeterminate={selected.size > 0 && selected.size < entries.length}
              onChange={(event) =>
                onSelected(new Set(event.currentTarget.checked ? entries.map((entry) => entry.name) : []))
              }
            />
          </span>
          <Header column="name" className={classes.name} {...props} />
          {!narrow && (
            <>
              <Header column="size" className={classes.number} {...props} />
              <Header column="modified" className={classes.time} {...props} />
              <Text span role="columnheader" className={classes.mode} fz="sm" fw={600} ff="inherit">
                {t('columns.mode')}
              </Text>
            </>
          )}
          <span role="columnheader" aria-label={t('more', { ns: 'common' })} style={{ width: 28 }} />
        </div>
      </div>
      <div role="rowgroup" className={classes.body} style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map((row) => {
          const entry = entries[row.index]
          return entry === undefined ? null : (
            <div
              key={entry.name}
              role="row"
              aria-rowindex={row.index + 2}
              className={classes.row}
              data-selected={selected.has(entry.name) || undefined}
              style={{ height: row.size, transform: `translateY(${row.start}px)` }}
            >
              <FileRow
                entry={entry}
                at={props.at}
                narrow={narrow}
                canOpen={props.canOpen}
                selected={selected.has(entry.name)}
                onSelect={(wanted) => select(entry.name, wanted)}
                actions={props.actions}
              />
            </div>
          )
        })}
      </div>
    </div>
  )
}

function Header({ column, className, sort, down, onSort }: Props & { column: FileSort; className?: string }) {
  const { t } = useTranslation('files')
  const name = t(`columns.${column}`)
  const isThis = sort === column
  const Icon = down ? ChevronDown : ChevronUp
  return (
    <span role="columnheader" className={className} aria-sort={isThis ? (down ? 'descending' : 'ascending') : 'none'}>
      <UnstyledButton fz="sm" fw={600} aria-label={t('sort', { column: name })} onClick={() => onSort(column)}>
        {name} {isThis && <Icon size={12} aria-hidden />}
      </UnstyledButton>
    </span>
  )
}

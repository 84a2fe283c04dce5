import { Checkbox, UnstyledButton } from '@mantine/core'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { ArrowDown, ArrowUp } from 'lucide-react'
import { type CSSProperties, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNarrow } from '../ui/useNarrow'
import { useStore } from '../ui/store'
import { pending } from './actions'
import type { Arranged } from './arrange'
import { type Column, columns } from './columns'
import { InstanceRow } from './InstanceRow'
import classes from './list.module.css'
import type { ListSearch, SortKey } from './listSearch'
import type { Selection } from './useSelection'

const ROW = 37
const CARD = 64
const AHEAD = 10

const WIDTHS: Record<Column, string> = {
  tags: 'minmax(80px, 1fr)',
  daemon: 'minmax(80px, 0.8fr)',
  cpu: '76px',
  memory: '92px',
  since: 'minmax(150px, 1.5fr)',
}

interface Props {
  arranged: Arranged
  daemonName: (id: string) => string
  search: ListSearch
  onSort: (key: SortKey) => void
  selection: Selection
}

/** Instances as a dense table, or as cards where it is narrow; only what is in sight is drawn. */
export function InstanceTable({ arranged, daemonName, search, onSort, selection }: Props) {
  const { t } = useTranslation('instances')
  const narrow = useNarrow()
  const shown = useStore(columns)
  const asked = useStore(pending)
  const body = useRef<HTMLDivElement>(null)
  const [top, setTop] = useState(0)
  useLayoutEffect(() => {
    const place = (body.current?.getBoundingClientRect().top ?? 0) + window.scrollY
    setTop((old) => (Math.abs(old - place) > 1 ? place : old))
  })
  const virtual = useWindowVirtualizer({
    count: arranged.rows.length,
    estimateSize: () => (narrow ? CARD : ROW),
    overscan: AHEAD,
    scrollMargin: top,
    getItemKey: (index) => arranged.keys[index] ?? index,
  })
  const template = ['20px', '148px', 'minmax(140px, 2fr)', ...[...shown].map((each) => WIDTHS[each]), '28px']
  return (
    <div
      role={narrow ? 'list' : 'table'}
      aria-label={t('title')}
      aria-rowcount={narrow ? undefined : arranged.rows.length + 1}
      className={classes.table}
      style={{ '--columns': template.join(' ') } as CSSProperties}
    >
      {!narrow && <Head shown={shown} search={search} onSort={onSort} selection={selection} total={arranged.rows.length} />}
      <div ref={body} role={narrow ? undefined : 'rowgroup'} className={classes.body} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((row) => {
          const instance = arranged.rows[row.index]
          const key = arranged.keys[row.index]
          return instance === undefined || key === undefined ? null : (
            <div
              key={row.key}
              ref={narrow ? virtual.measureElement : undefined}
              data-index={row.index}
              {...(narrow
                ? { role: 'listitem', 'aria-setsize': arranged.rows.length, 'aria-posinset': row.index + 1 }
                : { role: 'row', 'aria-rowindex': row.index + 2 })}
              data-selected={selection.keys.has(key) || undefined}
              className={narrow ? classes.card : classes.row}
              style={{ transform: `translateY(${row.start - top}px)` }}
            >
              <InstanceRow
                instance={instance}
                daemonName={daemonName(instance.daemon)}
                shown={shown}
                narrow={narrow}
                selected={selection.keys.has(key)}
                asked={asked.get(key)}
                onSelect={selection.toggle}
              />
            </div>
          )
        })}
      </div>
    </div>
  )
}

interface HeadProps {
  shown: ReadonlySet<Column>
  search: ListSearch
  onSort: (key: SortKey) => void
  selection: Selection
  total: number
}

function Head({ shown, search, onSort, selection, total }: HeadProps) {
  const { t } = useTranslation('instances')
  const names = ['state', 'name', ...shown] as const
  return (
    <div role="rowgroup">
      <div role="row" aria-rowindex={1} className={classes.head}>
        <div role="columnheader">
          <Checkbox
            size="xs"
            aria-label={t('selectAll')}
            checked={total > 0 && selection.chosen.length === total}
            indeterminate={selection.chosen.length > 0 && selection.chosen.length < total}
            onChange={selection.toggleAll}
          />
        </div>
        {names.map((name) =>
          name === 'tags' ? (
            <div key={name} role="columnheader">
              <span className={classes.sort}>{t('columns.tags')}</span>
            </div>
          ) : (
            <SortHead key={name} name={name} search={search} onSort={onSort} />
          ),
        )}
        <div role="columnheader">
          <span className="unseen">{t('columns.action')}</span>
        </div>
      </div>
    </div>
  )
}

function SortHead({ name, search, onSort }: { name: SortKey; search: ListSearch; onSort: (key: SortKey) => void }) {
  const { t } = useTranslation('instances')
  const on = (search.sort ?? 'name') === name
  const Arrow = search.down === true ? ArrowDown : ArrowUp
  return (
    <div
      role="columnheader"
      aria-sort={on ? (search.down === true ? 'descending' : 'ascending') : undefined}
      data-figure={name === 'cpu' || name === 'memory' ? true : undefined}
    >
      <UnstyledButton className={classes.sort} data-on={on || undefined} onClick={() => onSort(name)}>
        {t(`columns.${name}`)}
        {on && <Arrow size={12} aria-hidden />}
      </UnstyledButton>
    </div>
  )
}

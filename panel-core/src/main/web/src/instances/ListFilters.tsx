import { ActionIcon, Button, Checkbox, Chip, Group, MultiSelect, Popover, Select, Stack, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { Columns3, Search, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { count } from '../ui/format'
import { useStore } from '../ui/store'
import { useNarrow } from '../ui/useNarrow'
import type { Counts } from './arrange'
import { COLUMNS, columns, showColumn } from './columns'
import { type ListSearch, SORT_KEYS, STATES } from './listSearch'
import type { Daemons } from './useArranged'

const PAUSE_MS = 120
const OFFERED = 50

interface Props {
  search: ListSearch
  counts: Counts
  daemons: Daemons
  onChange: (change: Partial<ListSearch>) => void
}

/** What is looked for: a text, states, daemons, tags; and how the list looks. */
export function ListFilters({ search, counts, daemons, onChange }: Props) {
  const { t } = useTranslation('instances')
  const narrow = useNarrow()
  const tags = [...new Set([...counts.tag.keys(), ...(search.tag ?? [])])].sort()
  return (
    <Stack gap="xs">
      <Group gap="xs">
        <SearchInput value={search.q ?? ''} onChange={(q) => onChange({ q: q === '' ? undefined : q })} />
        {(daemons.all.length > 1 || search.daemon !== undefined) && (
          <Several
            label={t('filter.daemon')}
            options={daemons.all.map((each) => ({ value: each.id, label: each.name }))}
            value={search.daemon ?? []}
            onChange={(daemon) => onChange({ daemon })}
          />
        )}
        {tags.length > 0 && (
          <Several
            label={t('filter.tag')}
            options={tags.map((each) => ({ value: each, label: each }))}
            value={search.tag ?? []}
            onChange={(tag) => onChange({ tag })}
          />
        )}
        {narrow ? (
          <Select
            aria-label={t('sortBy')}
            data={SORT_KEYS.map((key) => ({ value: key, label: t(`columns.${key}`) }))}
            value={search.sort ?? 'name'}
            allowDeselect={false}
            onChange={(value) => onChange({ sort: SORT_KEYS.find((key) => key === value) })}
          />
        ) : (
          <ColumnChoice />
        )}
      </Group>
      <Chip.Group multiple value={search.state ?? []} onChange={(state) => onChange({ state })}>
        <Group gap={6} role="group" aria-label={t('filter.state')}>
          {STATES.filter((state) => counts.state.has(state) || search.state?.includes(state)).map((state) => (
            <Chip key={state} value={state} size="xs" variant="outline">
              {t(`states.${state}`, { ns: 'common' })} {count(counts.state.get(state) ?? 0)}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
    </Stack>
  )
}

/** Types at its own pace; the address follows when the fingers rest. */
function SearchInput({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const { t } = useTranslation('instances')
  const [text, setText] = useState(value)
  const sent = useRef(value)
  const send = useDebouncedCallback((next: string) => {
    sent.current = next
    onChange(next)
  }, PAUSE_MS)
  useEffect(() => {
    if (value !== sent.current) {
      sent.current = value
      setText(value)
    }
  }, [value])
  const type = (next: string) => {
    setText(next)
    send(next)
  }
  return (
    <TextInput
      type="search"
      aria-label={t('search')}
      placeholder={t('search')}
      leftSection={<Search size={16} aria-hidden />}
      rightSection={
        text === '' ? null : (
          <ActionIcon variant="subtle" color="gray" size="sm" aria-label={t('clearSearch')} onClick={() => type('')}>
            <X size={14} aria-hidden />
          </ActionIcon>
        )
      }
      value={text}
      onChange={(event) => type(event.currentTarget.value)}
      miw={220}
      flex="1 1 220px"
      maw={420}
    />
  )
}

interface SeveralProps {
  label: string
  options: { value: string; label: string }[]
  value: string[]
  onChange: (value: string[]) => void
}

function Several({ label, options, value, onChange }: SeveralProps) {
  const { t } = useTranslation('instances')
  const known = new Set(options.map((option) => option.value))
  const gone = value.filter((each) => !known.has(each)).map((each) => ({ value: each, label: each }))
  return (
    <MultiSelect
      aria-label={label}
      placeholder={value.length === 0 ? label : undefined}
      data={[...options, ...gone]}
      value={value}
      onChange={onChange}
      limit={OFFERED}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('clearFilter', { name: label }) }}
      nothingFoundMessage={t('nothing.title')}
      miw={150}
      maw={320}
    />
  )
}

function ColumnChoice() {
  const { t } = useTranslation('instances')
  const shown = useStore(columns)
  return (
    <Popover position="bottom-end" shadow="md">
      <Popover.Target>
        <Button variant="default" leftSection={<Columns3 size={16} aria-hidden />}>
          {t('chooseColumns')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="xs">
          {COLUMNS.map((column) => (
            <Checkbox
              key={column}
              label={t(`columns.${column}`)}
              checked={shown.has(column)}
              onChange={(event) => showColumn(column, event.currentTarget.checked)}
            />
          ))}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}

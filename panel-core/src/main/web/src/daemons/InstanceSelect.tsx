import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../api/problem'
import { namedInstancesQuery } from './queries'

interface Props {
  daemon: string
  value: string | null
  onChange: (value: string | null) => void
  clearable?: boolean
}

const TYPING_MS = 200

/** One instance of a daemon, found by a part of its name. */
export function InstanceSelect({ daemon, value, onChange, clearable = false }: Props) {
  const { t } = useTranslation('daemons')
  const [text, setText] = useState(value ?? '')
  const [q] = useDebouncedValue(text, TYPING_MS)
  const { data: found, error } = useQuery(namedInstancesQuery(daemon, q))
  return (
    <Select
      label={t('instance')}
      placeholder={t('chooseInstance')}
      data={(found ?? []).map((each) => ({ value: each.id, label: each.name }))}
      // The panel has searched already, in more than is shown.
      filter={({ options }) => options}
      value={value}
      onChange={onChange}
      onSearchChange={setText}
      searchable
      clearable={clearable}
      clearButtonProps={{ 'aria-label': t('clearInstance') }}
      nothingFoundMessage={t('nothingFound')}
      error={error === null ? undefined : Problem.of(error).detail}
      allowDeselect={clearable}
    />
  )
}

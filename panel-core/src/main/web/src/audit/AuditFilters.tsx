import { Autocomplete, Button, Group, Select, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { daemonsQuery } from '../daemons/queries'
import { InstanceSelect } from '../daemons/InstanceSelect'
import { usersQuery } from '../people/queries'
import { useMay } from '../session/permissions'
import { ACTIONS, knownAction } from './actions'
import { type AuditSearch, SPANS, type Span } from './search'

const route = getRouteApi('/inside/audit')
const TYPING_MS = 300
const WIDTH = { base: 'calc(50% - 6px)', sm: 190 }

/** Whose acts, which, where and when; all of it stands in the address. */
export function AuditFilters() {
  const { t } = useTranslation('audit')
  const search = route.useSearch()
  const navigate = useNavigate()
  const filter = (change: AuditSearch) => void navigate({ to: '/audit', search: { ...search, ...change } })
  const { data: daemons } = useQuery(daemonsQuery)
  const actions = ACTIONS.map((action) => ({ value: action as string, label: t(`action.${action}`) }))
  if (search.action !== undefined && knownAction(search.action) === undefined) {
    actions.push({ value: search.action, label: search.action })
  }
  const filtered = Object.keys(search).length > 0
  return (
    <Group gap="sm" align="flex-end" role="search">
      <ActorFilter key={search.actor ?? ''} actor={search.actor} onChange={(actor) => filter({ actor })} />
      <Select
        label={t('what')}
        placeholder={t('anything')}
        w={WIDTH}
        data={actions}
        value={search.action ?? null}
        onChange={(action) => filter({ action: action ?? undefined })}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': t('anything') }}
      />
      <Select
        label={t('daemon')}
        placeholder={t('anyDaemon')}
        w={WIDTH}
        data={(daemons ?? []).map((each) => ({ value: each.id, label: each.name }))}
        value={search.daemon ?? null}
        onChange={(daemon) => filter({ daemon: daemon ?? undefined, instance: undefined })}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': t('anyDaemon') }}
      />
      {search.daemon !== undefined && (
        <InstanceSelect
          key={search.daemon}
          daemon={search.daemon}
          value={search.instance ?? null}
          onChange={(instance) => filter({ instance: instance ?? undefined })}
          clearable
        />
      )}
      <TimeFilter search={search} filter={filter} />
      {filtered && (
        <Button variant="subtle" onClick={() => void navigate({ to: '/audit', search: {} })}>
          {t('clear')}
        </Button>
      )}
    </Group>
  )
}

function ActorFilter({ actor, onChange }: { actor: string | undefined; onChange: (actor?: string) => void }) {
  const { t } = useTranslation('audit')
  const may = useMay()
  const { data: users } = useQuery({ ...usersQuery, enabled: may('users.manage') })
  const [text, setText] = useState(actor ?? '')
  const send = useDebouncedCallback((value: string) => onChange(value === '' ? undefined : value), TYPING_MS)
  return (
    <Autocomplete
      label={t('who')}
      placeholder={t('anybody')}
      w={WIDTH}
      limit={10}
      data={[...new Set(users?.map((user) => user.username))]}
      value={text}
      onChange={(value) => {
        setText(value)
        send(value)
      }}
    />
  )
}

interface TimeProps {
  search: AuditSearch
  filter: (change: AuditSearch) => void
}

function TimeFilter({ search, filter }: TimeProps) {
  const { t } = useTranslation('audit')
  const [between, setBetween] = useState(search.from !== undefined || search.to !== undefined)
  const spans = Object.keys(SPANS) as Span[]
  const change = (value: string | null) => {
    setBetween(value === 'between')
    filter({ span: spans.find((span) => span === value), from: undefined, to: undefined })
  }
  return (
    <>
      <Select
        label={t('when')}
        placeholder={t('anyTime')}
        w={WIDTH}
        data={[
          ...spans.map((span) => ({ value: span as string, label: t(`spans.${span}`) })),
          { value: 'between', label: t('between') },
        ]}
        value={between ? 'between' : (search.span ?? null)}
        onChange={change}
        clearable
        clearButtonProps={{ 'aria-label': t('anyTime') }}
      />
      {between && (
        <>
          <TimeInput label={t('from')} value={search.from} onChange={(from) => filter({ from })} />
          <TimeInput label={t('to')} value={search.to} onChange={(to) => filter({ to })} />
        </>
      )}
    </>
  )
}

function TimeInput(props: { label: string; value: string | undefined; onChange: (value?: string) => void }) {
  return (
    <TextInput
      type="datetime-local"
      w={WIDTH}
      label={props.label}
      defaultValue={props.value === undefined ? '' : local(props.value)}
      onChange={(event) => {
        const { value } = event.currentTarget
        props.onChange(value === '' ? undefined : new Date(value).toISOString())
      }}
    />
  )
}

/** An instant in the person's zone, as the browser's own field takes it. */
function local(iso: string): string {
  const at = new Date(iso)
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}

import { Alert, Button, Group, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Plus, SearchX, ServerOff, SquareTerminal } from 'lucide-react'
import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { DiagnosisLink } from '../diagnosis/DiagnosisLink'
import { useMay } from '../session/permissions'
import { EmptyState } from '../ui/EmptyState'
import { count } from '../ui/format'
import { Loaded } from '../ui/Loaded'
import { Page } from '../ui/Page'
import { countsOf } from './arrange'
import { BulkBar } from './BulkBar'
import type { Instance } from './instance'
import { InstanceTable } from './InstanceTable'
import { ListFilters } from './ListFilters'
import type { ListSearch, SortKey } from './listSearch'
import { instancesQuery } from './queries'
import { type Daemons, useArranged, useDaemons } from './useArranged'
import { useSelection } from './useSelection'

const route = getRouteApi('/inside/instances')

/** Every instance that one may see, on every daemon. */
export function InstancesPage(): ReactNode {
  const { t } = useTranslation('instances')
  const query = useQuery(instancesQuery)
  const daemons = useDaemons()
  const may = useMay()
  const create = daemons.all.some((each) => may('instances.create', each.id)) ? (
    <Button component={Link} to="/instances/new" leftSection={<Plus size={16} aria-hidden />}>
      {t('new')}
    </Button>
  ) : undefined
  return (
    <Page title={t('title')} actions={create}>
      <Away daemons={daemons} />
      <Loaded query={query} lines={8}>
        {(instances) =>
          instances.length === 0 && !query.isFetching ? (
            <EmptyState icon={SquareTerminal} title={t('empty.title')} text={t('empty.text')}>
              {create}
            </EmptyState>
          ) : (
            <List instances={instances} daemons={daemons} loading={query.isFetching} />
          )
        }
      </Loaded>
    </Page>
  )
}

interface ListProps {
  instances: readonly Instance[]
  daemons: Daemons
  loading: boolean
}

function List({ instances, daemons, loading }: ListProps) {
  const { t } = useTranslation('instances')
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const arranged = useArranged(instances, search, daemons)
  const counts = useMemo(() => countsOf(instances), [instances])
  const selection = useSelection(arranged.rows, arranged.keys)
  const change = (what: Partial<ListSearch>) =>
    void navigate({ to: '/instances', search: (old: ListSearch) => tidy({ ...old, ...what }), replace: true })
  const sort = (key: SortKey) =>
    change({ sort: key, down: (search.sort ?? 'name') === key && search.down !== true ? true : undefined })
  return (
    <>
      <ListFilters search={search} counts={counts} daemons={daemons} onChange={change} />
      <Text size="xs" c="dimmed" role="status">
        {arranged.rows.length === instances.length
          ? t('count', { count: instances.length, shown: count(instances.length) })
          : t('countOf', { shown: count(arranged.rows.length), total: count(instances.length) })}
        {loading && ` · ${t('loadingMore')}`}
      </Text>
      {arranged.rows.length === 0 ? (
        <EmptyState icon={SearchX} title={t('nothing.title')} text={t('nothing.text')}>
          <Button variant="light" onClick={() => void navigate({ to: '/instances', search: {}, replace: true })}>
            {t('nothing.clear')}
          </Button>
        </EmptyState>
      ) : (
        <InstanceTable
          arranged={arranged}
          daemonName={daemons.nameOf}
          search={search}
          onSort={sort}
          selection={selection}
        />
      )}
      <BulkBar chosen={selection.chosen} onClear={selection.clear} />
    </>
  )
}

/** Leaves out of the address what says nothing. */
function tidy(search: ListSearch): ListSearch {
  return Object.fromEntries(
    Object.entries(search).filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0)),
  )
}

/** Says whose instances are missing, and why. */
function Away({ daemons }: { daemons: Daemons }) {
  const { t } = useTranslation('instances')
  const away = daemons.all.filter((each) => each.status !== 'online')
  if (away.length === 0) {
    return null
  }
  return (
    <Alert color="yellow" icon={<ServerOff size={18} aria-hidden />} title={t('away.title', { count: away.length })}>
      {away.map((each) => (
        <Group key={each.id} gap="xs">
          <Text size="sm">
            <bdi>{each.name}</bdi>
            {each.reason ? `: ${each.reason}` : ''}
          </Text>
          <DiagnosisLink daemon={each.id} />
        </Group>
      ))}
    </Alert>
  )
}

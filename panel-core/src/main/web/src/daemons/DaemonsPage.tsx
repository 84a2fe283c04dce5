import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import type { TFunction } from 'i18next'
import { Plus, Server } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Node } from '../api/schema'
import { useMay } from '../session/permissions'
import { EmptyState } from '../ui/EmptyState'
import { bytes, count, percent } from '../ui/format'
import { Loaded } from '../ui/Loaded'
import { Page } from '../ui/Page'
import { PageButton } from '../ui/PageLink'
import { RowList } from '../ui/RowList'
import rows from '../ui/rows.module.css'
import { AddDaemonModal } from './AddDaemonModal'
import { DaemonStatus } from './DaemonStatus'
import { daemonsQuery, hostQuery, summaryQuery } from './queries'

const route = getRouteApi('/inside/daemons')

/** The machines: how each is, and what it runs. */
export function DaemonsPage() {
  const { t } = useTranslation('daemons')
  const may = useMay()
  const daemons = useQuery(daemonsQuery)
  const { add = false } = route.useSearch()
  const navigate = useNavigate()
  const manages = may('daemons.manage')
  const button = (
    <PageButton to="/daemons" search={{ add: true }} leftSection={<Plus size={16} aria-hidden />}>
      {t('add.button')}
    </PageButton>
  )
  return (
    <Page title={t('title')} actions={manages && daemons.data?.length !== 0 ? button : undefined}>
      <Loaded query={daemons}>
        {(all) =>
          all.length === 0 ? (
            <EmptyState
              icon={Server}
              title={t('none.title')}
              text={t(manages ? 'none.manager' : 'none.text')}
            >
              {manages && button}
            </EmptyState>
          ) : (
            <Daemons all={all} />
          )
        }
      </Loaded>
      <AddDaemonModal opened={add && manages} onClose={() => void navigate({ to: '/daemons', replace: true })} />
    </Page>
  )
}

function Daemons({ all }: { all: readonly Node[] }) {
  const { t } = useTranslation('daemons')
  const { data: summary } = useQuery(summaryQuery)
  const totals = new Map(summary?.daemons.map((each) => [each.daemon, each.total]))
  return (
    <RowList
      label={t('title')}
      head={[t('name'), t('statusHead'), t('instances'), t('machine'), t('version')]}
      columns="minmax(0, 2fr) minmax(0, 3fr) 1fr minmax(0, 3fr) minmax(0, 1fr)"
      items={all}
      keyOf={(daemon) => daemon.id}
    >
      {(daemon) => (
        <Link to="/daemons/$daemon" params={{ daemon: daemon.id }} className={`${rows.row} ${rows.link}`}>
          <span className={rows.name}>{daemon.name}</span>
          <DaemonStatus daemon={daemon} />
          <span>{instancesOf(daemon, totals, t)}</span>
          <Text span size="sm" c="dimmed">
            <HostWords daemon={daemon} />
          </Text>
          <Text span size="sm" c="dimmed">
            {daemon.version}
          </Text>
        </Link>
      )}
    </RowList>
  )
}

function instancesOf(daemon: Node, totals: ReadonlyMap<string, number>, t: TFunction<'daemons'>): string {
  const total = totals.get(daemon.id) ?? 0
  return daemon.status === 'online'
    ? t('instanceCount', { count: total, formatted: count(total) })
    : t('instancesUnknown')
}

/** The machine's figures in a line, where they may be seen. */
function HostWords({ daemon }: { daemon: Node }) {
  const { t } = useTranslation('daemons')
  const may = useMay()
  const shown = daemon.status === 'online' && may('host.view', daemon.id)
  const { data: host } = useQuery({ ...hostQuery(daemon.id), enabled: shown })
  if (!shown || host === undefined) {
    return null
  }
  const { cpu, memory, disk } = host
  return [
    t('cpuShort', { load: cpu.load?.toFixed(1) ?? '?', count: cpu.count }),
    t('memoryShort', { share: percent(1 - memory.free / memory.total) }),
    t('diskShort', { free: bytes(disk.available) }),
  ].join(' · ')
}

import { Button, SimpleGrid, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { PencilLine, Unplug } from 'lucide-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { api, data } from '../api/http'
import type { Node } from '../api/schema'
import { queries } from '../app/queries'
import { useMay } from '../session/permissions'
import { nameCrumb } from '../shell/Crumbs'
import { ConfirmModal } from '../ui/ConfirmModal'
import { count } from '../ui/format'
import { Loaded } from '../ui/Loaded'
import { NameModal } from '../ui/NameModal'
import { notifyDone } from '../ui/notify'
import { Page } from '../ui/Page'
import { CertificatePanel } from './CertificatePanel'
import { ConnectionPanel } from './ConnectionPanel'
import { DaemonStatus } from './DaemonStatus'
import { DaemonTabs } from './DaemonTabs'
import { DriversPanel, MachinePanel } from './HostPanels'
import { InstancesPanel } from './InstancesPanel'
import { daemonQuery, daemonsQuery, summaryQuery } from './queries'

const route = getRouteApi('/inside/daemons/$daemon')

/** One machine: how it is, what it has, what it runs, and how it is reached. */
export function DaemonPage() {
  const { t } = useTranslation('daemons')
  const may = useMay()
  const { daemon: id } = route.useParams()
  const daemon = useQuery(daemonQuery(id))
  const name = daemon.data?.name
  useEffect(() => {
    if (name !== undefined) {
      nameCrumb(id, name)
    }
  }, [id, name])
  const manages = may('daemons.manage')
  return (
    <Page
      title={name ?? t('title')}
      actions={manages && daemon.data !== undefined ? <Manage daemon={daemon.data} /> : undefined}
    >
      <Loaded query={daemon}>
        {(found) => (
          <>
            <DaemonStatus daemon={found} />
            <DaemonTabs daemon={found.id} />
            <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
              {may('host.view', id) && <MachinePanel daemon={found} />}
              <InstancesPanel daemon={found} />
              <ConnectionPanel daemon={found} />
              {may('host.view', id) && <DriversPanel daemon={found} />}
              {found.certificate && <CertificatePanel certificate={found.certificate} />}
            </SimpleGrid>
          </>
        )}
      </Loaded>
    </Page>
  )
}

function Manage({ daemon }: { daemon: Node }) {
  const { t } = useTranslation('daemons')
  const navigate = useNavigate()
  const { data: summary } = useQuery(summaryQuery)
  const total = summary?.daemons.find((each) => each.daemon === daemon.id)?.total
  const [renaming, rename] = useDisclosure(false)
  const [removing, remove] = useDisclosure(false)
  const path = { daemon: daemon.id }

  async function save(name: string) {
    const renamed = await data(api.PATCH('/api/v1/daemons/{daemon}', { params: { path }, body: { name } }))
    queries.setQueryData(daemonQuery(daemon.id).queryKey, renamed)
    await queries.invalidateQueries({ queryKey: daemonsQuery.queryKey, exact: true })
  }

  async function forget() {
    await api.DELETE('/api/v1/daemons/{daemon}', { params: { path } })
    notifyDone(t('removed', { name: daemon.name }))
    await navigate({ to: '/daemons' })
    await Promise.all([
      queries.invalidateQueries({ queryKey: daemonsQuery.queryKey, exact: true }),
      queries.invalidateQueries({ queryKey: ['instances'] }),
    ])
  }

  return (
    <>
      <Button variant="default" leftSection={<PencilLine size={16} aria-hidden />} onClick={rename.open}>
        {t('rename')}
      </Button>
      <Button
        variant="default"
        c="var(--mantine-color-error)"
        leftSection={<Unplug size={16} aria-hidden />}
        onClick={remove.open}
      >
        {t('remove')}
      </Button>
      <NameModal
        opened={renaming}
        onClose={rename.close}
        title={t('renameTitle', { name: daemon.name })}
        label={t('name')}
        name={daemon.name}
        onSave={save}
      />
      <ConfirmModal
        opened={removing}
        onClose={remove.close}
        title={t('removeTitle', { name: daemon.name })}
        action={t('remove')}
        typed={daemon.name}
        onConfirm={forget}
      >
        <Text size="sm">{t('removeText')}</Text>
        <Text size="sm">{t('removeGoesOn')}</Text>
        {total !== undefined && (
          <Text size="sm" fw={600}>
            {t('removeInstances', { count: total, formatted: count(total) })}
          </Text>
        )}
      </ConfirmModal>
    </>
  )
}

import { SimpleGrid } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../session/permissions'
import { nameCrumb } from '../shell/Crumbs'
import { Loaded } from '../ui/Loaded'
import { Page } from '../ui/Page'
import { AddressesPanel } from './AddressesPanel'
import { CertificatePanel } from './CertificatePanel'
import { ConnectionPanel } from './ConnectionPanel'
import { DaemonStatus } from './DaemonStatus'
import { DaemonTabs } from './DaemonTabs'
import { DriversPanel, MachinePanel } from './HostPanels'
import { InstancesPanel } from './InstancesPanel'
import { ManageDaemon } from './ManageDaemon'
import { daemonQuery } from './queries'

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
      actions={manages && daemon.data !== undefined ? <ManageDaemon daemon={daemon.data} /> : undefined}
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
              <AddressesPanel daemon={found} />
              {may('host.view', id) && <DriversPanel daemon={found} />}
              {found.certificate && <CertificatePanel certificate={found.certificate} />}
            </SimpleGrid>
          </>
        )}
      </Loaded>
    </Page>
  )
}

import { Button, Loader, Group, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { LockKeyhole, Stethoscope } from 'lucide-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../api/problem'
import { DaemonStatus } from '../daemons/DaemonStatus'
import { DaemonTabs } from '../daemons/DaemonTabs'
import { daemonQuery } from '../daemons/queries'
import { useMay } from '../session/permissions'
import { nameCrumb } from '../shell/Crumbs'
import { EmptyState } from '../ui/EmptyState'
import { Loaded } from '../ui/Loaded'
import { Page } from '../ui/Page'
import { ProblemAlert } from '../ui/ProblemAlert'
import { CheckList } from './CheckList'
import { diagnosisQuery } from './queries'

const route = getRouteApi('/inside/daemons/$daemon/diagnosis')

/** What keeps people from a daemon: a checklist that is gone through whenever the page is opened. */
export function DiagnosisPage() {
  const { t } = useTranslation('diagnosis')
  const may = useMay()
  const { daemon: id } = route.useParams()
  const daemon = useQuery(daemonQuery(id))
  const name = daemon.data?.name
  useEffect(() => {
    if (name !== undefined) {
      nameCrumb(id, name)
    }
  }, [id, name])
  return (
    <Page title={name ?? t('title')}>
      <Loaded query={daemon} lines={1}>
        {(found) => <DaemonStatus daemon={found} />}
      </Loaded>
      <DaemonTabs daemon={id} />
      {may('daemons.manage') ? (
        <Checks daemon={id} addresses={daemon.data?.addresses.length ?? 0} />
      ) : (
        <EmptyState icon={LockKeyhole} title={t('denied')} text={t('deniedText')} />
      )}
    </Page>
  )
}

function Checks({ daemon, addresses }: { daemon: string; addresses: number }) {
  const { t } = useTranslation('diagnosis')
  const { data, error, isFetching, refetch } = useQuery(diagnosisQuery(daemon))
  const run = () => void refetch()
  return (
    <>
      <Group gap="sm">
        <Button leftSection={<Stethoscope size={16} aria-hidden />} loading={isFetching} onClick={run}>
          {t(data === undefined ? 'run' : 'again')}
        </Button>
        {isFetching && (
          <Group gap="xs" role="status">
            <Loader size="xs" aria-hidden />
            <Text size="sm" c="dimmed">
              {t('running', { count: addresses })}
            </Text>
          </Group>
        )}
      </Group>
      {error !== null && !isFetching && <ProblemAlert problem={Problem.of(error)} onRetry={run} />}
      {data !== undefined && <CheckList checks={data.checks} />}
    </>
  )
}

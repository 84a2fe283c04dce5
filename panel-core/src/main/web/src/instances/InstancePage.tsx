import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, Outlet } from '@tanstack/react-router'
import { SearchX, ServerOff } from 'lucide-react'
import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../api/problem'
import { DiagnosisLink } from '../diagnosis/DiagnosisLink'
import { nameCrumb } from '../shell/Crumbs'
import { EmptyState } from '../ui/EmptyState'
import { Loaded } from '../ui/Loaded'
import { sawAtRest, sawStopping } from './actions'
import { InstanceContext } from './InstanceContext'
import { InstanceHeader } from './InstanceHeader'
import { InstanceTabs } from './InstanceTabs'
import { type Instance, keyOf } from './instance'
import { instanceQuery } from './queries'

const route = getRouteApi('/inside/instances/$daemon/$instance')

const GONE = ['instance.unknown', 'access.not-found', 'daemon.unknown']

/** One instance: what it is and does, and its parts as tabs. */
export function InstancePage(): ReactNode {
  const { t } = useTranslation('instances')
  const { daemon, instance } = route.useParams()
  const query = useQuery(instanceQuery(daemon, instance))
  const problem = query.error === null ? null : Problem.of(query.error)
  if (problem !== null && GONE.includes(problem.code)) {
    return (
      <EmptyState icon={SearchX} title={t('page.gone')} text={t('page.goneText')}>
        <Button component={Link} to="/instances" variant="light">
          {t('page.toList')}
        </Button>
      </EmptyState>
    )
  }
  if (query.data === undefined) {
    return <Loaded query={query}>{() => null}</Loaded>
  }
  return <Opened instance={query.data} problem={problem} />
}

function Opened({ instance, problem }: { instance: Instance; problem: Problem | null }) {
  const { t } = useTranslation('instances')
  const { id, name, state } = instance
  const key = keyOf(instance)
  useEffect(() => {
    document.title = `${name} · Signalbox`
    nameCrumb(id, name)
  }, [id, name])
  useEffect(() => {
    if (state === 'stopping') {
      sawStopping(key)
    } else {
      sawAtRest(key)
    }
  }, [key, state])
  return (
    <InstanceContext value={instance}>
      <Stack gap="sm">
        <InstanceHeader instance={instance} />
        {problem !== null && (
          <Alert color="yellow" icon={<ServerOff size={18} aria-hidden />} title={t('page.offline')}>
            <Group gap="xs">
              <Text size="sm">{problem.detail}</Text>
              <DiagnosisLink daemon={instance.daemon} />
            </Group>
          </Alert>
        )}
        <InstanceTabs instance={instance} />
        <Outlet />
      </Stack>
    </InstanceContext>
  )
}

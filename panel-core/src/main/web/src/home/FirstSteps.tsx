import { Anchor, Button, CloseButton, Group, List, Paper, Stack, Text, Title } from '@mantine/core'
import { Circle, CircleCheck } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Node } from '../api/schema'
import { DaemonStatus } from '../daemons/DaemonStatus'
import { useWay } from '../daemons/useWay'
import { PageButton, PageLink } from '../ui/PageLink'
import { useStore } from '../ui/store'
import { ways } from '../way/browser'
import { WayBadge } from '../way/WayBadge'
import { said, say } from './guide'
import { ROOT_FILE, Trust } from './Trust'

/** The three steps from a fresh panel to a running instance; each ticks itself once it is so. */
export function FirstSteps({ daemons, instances }: { daemons: readonly Node[]; instances: number }) {
  const { t } = useTranslation('home')
  const { secured, closed } = useStore(said)
  const online = daemons.find((daemon) => daemon.status === 'online')
  // Whoever insists on the direct way has not shown that it works.
  const insists = useStore(ways.wish) === 'direct'
  const reached = useWay(online) === 'direct' && !insists
  const trusted = secured || reached
  const done = trusted && online !== undefined && instances > 0
  if (closed || (done && instances > 1)) {
    return null
  }
  return (
    <Paper withBorder p="md" component="section" aria-label={t('steps.title')}>
      <Stack gap="md">
        <Group justify="space-between" wrap="nowrap">
          <Title order={2} size="h4">
            {t(done ? 'steps.doneTitle' : 'steps.title')}
          </Title>
          <CloseButton aria-label={t('steps.close')} onClick={() => say({ closed: true })} />
        </Group>
        <List listStyleType="none" spacing="md" type="ordered" center={false}>
          <Step done={trusted} name={t('steps.secure')}>
            {trusted ? (
              <Text size="sm" c="dimmed">
                {t(reached ? 'steps.securedDirect' : 'steps.securedSaid')}{' '}
                <Anchor href={ROOT_FILE} download="ca.pem" size="sm" underline="always">
                  {t('trust.forOthers')}
                </Anchor>
              </Text>
            ) : (
              <>
                <Trust />
                <Group gap="xs">
                  {online !== undefined && <WayBadge daemon={online.id} />}
                  <Button size="xs" variant="default" onClick={() => say({ secured: true })}>
                    {t('steps.otherwise')}
                  </Button>
                </Group>
              </>
            )}
          </Step>
          <Step done={online !== undefined} name={t('steps.daemon')}>
            {online === undefined ? (
              <>
                <Text size="sm" c="dimmed">
                  {t(daemons.length === 0 ? 'steps.noDaemon' : 'steps.daemonAway')}
                </Text>
                <Group>
                  <PageButton to="/daemons" search={{ add: true }} size="xs" variant={daemons.length === 0 ? 'filled' : 'default'}>
                    {t('steps.addDaemon')}
                  </PageButton>
                </Group>
              </>
            ) : (
              <Group gap="sm">
                <PageLink to="/daemons/$daemon" params={{ daemon: online.id }} size="sm">
                  {online.name}
                </PageLink>
                <DaemonStatus daemon={online} />
              </Group>
            )}
          </Step>
          <Step done={instances > 0} name={t('steps.instance')}>
            {instances > 0 ? (
              <PageLink to="/instances" size="sm">
                {t('steps.toInstances')}
              </PageLink>
            ) : (
              <>
                <Text size="sm" c="dimmed">
                  {t('steps.instanceText')}
                </Text>
                <Group>
                  <PageButton to="/instances/new" size="xs" variant={online === undefined ? 'default' : 'filled'}>
                    {t('steps.create')}
                  </PageButton>
                </Group>
              </>
            )}
          </Step>
        </List>
      </Stack>
    </Paper>
  )
}

function Step({ done, name, children }: { done: boolean; name: string; children: ReactNode }) {
  const { t } = useTranslation('home')
  return (
    <List.Item
      icon={
        done ? (
          <CircleCheck size={20} color="var(--mantine-color-green-text)" aria-hidden />
        ) : (
          <Circle size={20} color="var(--mantine-color-dimmed)" aria-hidden />
        )
      }
      styles={{ itemWrapper: { alignItems: 'flex-start', width: '100%' }, itemLabel: { flex: 1, minWidth: 0 } }}
    >
      <Stack gap={6}>
        <Text fw={600} size="sm">
          {name} <span className="unseen">{t(done ? 'steps.isDone' : 'steps.isOpen')}</span>
        </Text>
        {children}
      </Stack>
    </List.Item>
  )
}

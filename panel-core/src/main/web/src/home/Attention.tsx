import { Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { CircleCheck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Node } from '../api/schema'
import { DaemonStatus } from '../daemons/DaemonStatus'
import { DiagnosisLink } from '../diagnosis/DiagnosisLink'
import { type Instance, keyOf } from '../instances/instance'
import { mayAnywhere } from '../session/may'
import { useSession } from '../session/session'
import { Section } from '../ui/Facts'
import { Loaded } from '../ui/Loaded'
import { PageLink } from '../ui/PageLink'
import { StateBadge } from '../ui/StateBadge'
import { TimeAgo } from '../ui/TimeAgo'
import { isTroubled, troubledQuery } from './queries'

/** Daemons that are away, and instances that did not end well, each with the reason. */
export function Attention({ daemons }: { daemons: readonly Node[] }) {
  const { t } = useTranslation('home')
  const session = useSession()
  const sees = mayAnywhere(session, 'instances.view')
  const troubled = useQuery({ ...troubledQuery, enabled: sees })
  const away = daemons.filter((daemon) => daemon.status !== 'online')
  const names = new Map(daemons.map((daemon) => [daemon.id, daemon.name]))
  return (
    <Section title={t('attention')}>
      {away.map((daemon) => (
        <Group key={daemon.id} gap="sm" wrap="wrap" style={{ overflowWrap: 'anywhere' }}>
          <PageLink to="/daemons/$daemon" params={{ daemon: daemon.id }} size="sm" fw={500}>
            {daemon.name}
          </PageLink>
          <DaemonStatus daemon={daemon} />
          <DiagnosisLink daemon={daemon.id} />
        </Group>
      ))}
      {sees ? (
        <Loaded query={troubled} lines={1}>
          {(all) => {
            const still = all.filter(isTroubled)
            return still.length === 0 ? (
              away.length === 0 && <AllWell />
            ) : (
              <Stack gap="xs">
                {still.map((instance) => (
                  <Troubled key={keyOf(instance)} instance={instance} daemon={names.get(instance.daemon)} />
                ))}
                <PageLink to="/instances" search={{ state: ['crashed', 'backing-off'] }} size="sm">
                  {t('allTroubled')}
                </PageLink>
              </Stack>
            )
          }}
        </Loaded>
      ) : (
        away.length === 0 && <AllWell />
      )}
    </Section>
  )
}

function AllWell() {
  const { t } = useTranslation('home')
  return (
    <Group gap={6} wrap="nowrap">
      <CircleCheck size={16} color="var(--mantine-color-green-text)" style={{ flex: 'none' }} aria-hidden />
      <Text size="sm">{t('allWell')}</Text>
    </Group>
  )
}

function Troubled({ instance, daemon }: { instance: Instance; daemon: string | undefined }) {
  const { t } = useTranslation('home')
  const { exit } = instance
  return (
    <Group gap="sm" wrap="wrap" style={{ overflowWrap: 'anywhere' }}>
      <StateBadge state={instance.state} />
      <PageLink
        to="/instances/$daemon/$instance"
        params={{ daemon: instance.daemon, instance: instance.id }}
        size="sm"
        fw={500}
      >
        {instance.name}
      </PageLink>
      <Text span size="sm" c="dimmed">
        {daemon ?? instance.daemon}
      </Text>
      {exit && (
        <Text span size="sm">
          {exit.reason ?? (exit.signal ? t('bySignal', { signal: exit.signal }) : t('byCode', { code: exit.code ?? '?' }))}{' '}
          · <TimeAgo at={exit.at} />
        </Text>
      )}
    </Group>
  )
}

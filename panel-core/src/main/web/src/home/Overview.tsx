import { Group, Stack, Text } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Node } from '../api/schema'
import { ActionWords, Result } from '../audit/AuditRow'
import { auditQuery } from '../audit/queries'
import { DaemonStatus } from '../daemons/DaemonStatus'
import { StateCounts } from '../daemons/InstancesPanel'
import { summaryQuery } from '../daemons/queries'
import { Section } from '../ui/Facts'
import { count } from '../ui/format'
import { Loaded } from '../ui/Loaded'
import { PageLink } from '../ui/PageLink'
import { TimeAgo } from '../ui/TimeAgo'

const RECENT = 8
const DAEMONS = 12

/** How many instances there are in each state. */
export function CountsSection() {
  const { t } = useTranslation('home')
  const summary = useQuery(summaryQuery)
  return (
    <Section title={t('instances')}>
      <Loaded query={summary} lines={1}>
        {({ total, states }) =>
          total === 0 ? (
            <Text size="sm" c="dimmed">
              {t('noInstances')}
            </Text>
          ) : (
            <Group gap="lg">
              <PageLink to="/instances" size="sm">
                {t('inAll', { count: total, formatted: count(total) })}
              </PageLink>
              <StateCounts states={states} />
            </Group>
          )
        }
      </Loaded>
    </Section>
  )
}

/** The daemons at a glance. */
export function DaemonsSection({ daemons }: { daemons: readonly Node[] }) {
  const { t } = useTranslation('home')
  const { data: summary } = useQuery(summaryQuery)
  const totals = new Map(summary?.daemons.map((each) => [each.daemon, each.total]))
  return (
    <Section title={t('daemons')}>
      {daemons.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('noDaemons')}
        </Text>
      ) : (
        <Stack gap="sm">
          {daemons.slice(0, DAEMONS).map((daemon) => (
            <Stack key={daemon.id} gap={2} style={{ overflowWrap: 'anywhere' }}>
              <Group justify="space-between" gap="xs">
                <PageLink to="/daemons/$daemon" params={{ daemon: daemon.id }} size="sm" fw={500}>
                  {daemon.name}
                </PageLink>
                {daemon.status === 'online' && (
                  <Text size="sm" c="dimmed">
                    {t('inAll', {
                      count: totals.get(daemon.id) ?? 0,
                      formatted: count(totals.get(daemon.id) ?? 0),
                    })}
                  </Text>
                )}
              </Group>
              <DaemonStatus daemon={daemon} />
            </Stack>
          ))}
          {daemons.length > DAEMONS && (
            <PageLink to="/daemons" size="sm">
              {t('allDaemons', { formatted: count(daemons.length) })}
            </PageLink>
          )}
        </Stack>
      )}
    </Section>
  )
}

/** What was done last, by anybody. */
export function RecentSection() {
  const { t } = useTranslation('home')
  const recent = useInfiniteQuery(auditQuery({}, RECENT))
  return (
    <Section title={t('recent')}>
      <Loaded query={recent}>
        {({ pages }) => (
          <Stack gap="xs">
            {(pages[0]?.items ?? []).map((entry) => (
              <Group key={entry.id} justify="space-between" gap="xs" style={{ overflowWrap: 'anywhere' }}>
                <Text size="sm" component="div">
                  <b>{entry.actor.name}</b> · <ActionWords action={entry.action} />
                </Text>
                <Group gap="xs">
                  {entry.status >= 400 && (
                    <Text size="sm" component="div">
                      <Result status={entry.status} />
                    </Text>
                  )}
                  <Text size="sm" c="dimmed">
                    <TimeAgo at={entry.at} />
                  </Text>
                </Group>
              </Group>
            ))}
            <PageLink to="/audit" size="sm">
              {t('allRecent')}
            </PageLink>
          </Stack>
        )}
      </Loaded>
    </Section>
  )
}

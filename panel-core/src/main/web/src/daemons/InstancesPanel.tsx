import { Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { InstanceState, Node } from '../api/schema'
import { STATES } from '../instances/listSearch'
import { count } from '../ui/format'
import { Loaded } from '../ui/Loaded'
import { PageLink } from '../ui/PageLink'
import { StateBadge } from '../ui/StateBadge'
import { Section } from '../ui/Facts'
import { summaryQuery } from './queries'

/** What the daemon runs, by state, each leading to the list of just those. */
export function InstancesPanel({ daemon }: { daemon: Node }) {
  const { t } = useTranslation('daemons')
  const summary = useQuery(summaryQuery)
  const away = daemon.status !== 'online'
  return (
    <Section title={t('instances')}>
      {away ? (
        <Text size="sm" c="dimmed">
          {t('instancesAway')}
        </Text>
      ) : (
        <Loaded query={summary} lines={1}>
          {(all) => {
            const here = all.daemons.find((each) => each.daemon === daemon.id)
            return <Counts daemon={daemon.id} total={here?.total ?? 0} states={here?.states ?? {}} />
          }}
        </Loaded>
      )}
    </Section>
  )
}

function Counts(props: { daemon: string; total: number; states: Readonly<Record<string, number>> }) {
  const { t } = useTranslation('daemons')
  const { daemon, total, states } = props
  return (
    <Stack gap="xs">
      <PageLink to="/instances" search={{ daemon: [daemon] }} size="sm">
        {t('instanceCount', { count: total, formatted: count(total) })}
      </PageLink>
      <StateCounts states={states} daemon={daemon} />
    </Stack>
  )
}

/** Each state with how many are in it, as a link to the list of those. */
export function StateCounts({ states, daemon }: { states: Readonly<Record<string, number>>; daemon?: string }) {
  const counted = STATES.flatMap((state): [InstanceState, number][] => {
    const number = states[state] ?? 0
    return number > 0 ? [[state, number]] : []
  })
  return (
    <Group gap="md">
      {counted.map(([state, number]) => (
        <PageLink
          key={state}
          to="/instances"
          search={daemon === undefined ? { state: [state] } : { state: [state], daemon: [daemon] }}
          underline="never"
          c="inherit"
        >
          <Group gap={6} wrap="nowrap">
            <Text span fw={600}>
              {count(number)}
            </Text>
            <StateBadge state={state} />
          </Group>
        </PageLink>
      ))}
    </Group>
  )
}

import { Code, Group, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Node } from '../api/schema'
import { CopyButton } from '../ui/CopyButton'
import { TimeAgo } from '../ui/TimeAgo'
import { WayBadge } from '../way/WayBadge'
import { Facts, Section } from '../ui/Facts'
import { useWay } from './useWay'

/** How the daemon is reached: by the panel over its link, by browsers at its addresses. */
export function ConnectionPanel({ daemon }: { daemon: Node }) {
  const { t } = useTranslation('daemons')
  useWay(daemon)
  return (
    <Section title={t('connection')}>
      <Facts
        facts={[
          [t('thisBrowser'), <WayBadge key="way" daemon={daemon.id} />],
          [t('addresses'), <Addresses key="addresses" daemon={daemon} />],
          [t('joinedAt'), <TimeAgo key="joined" at={daemon.joinedAt} />],
          ...(daemon.status === 'online' ? [] : [[t('seenAt'), <TimeAgo key="seen" at={daemon.seenAt} />] as const]),
          [
            t('id'),
            <Group key="id" gap={4} wrap="nowrap">
              <Code>{daemon.id}</Code>
              <CopyButton value={daemon.id} label={t('copyId')} />
            </Group>,
          ],
        ]}
      />
    </Section>
  )
}

function Addresses({ daemon }: { daemon: Node }) {
  const { t } = useTranslation('daemons')
  if (daemon.addresses.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {t('noAddress')}
      </Text>
    )
  }
  return (
    <Stack gap={4}>
      {daemon.addresses.map((address) => (
        <Group key={address} gap={4} wrap="nowrap">
          <Code style={{ overflowWrap: 'anywhere' }}>{address}</Code>
          <CopyButton value={address} label={t('copyAddress', { address })} />
        </Group>
      ))}
    </Stack>
  )
}

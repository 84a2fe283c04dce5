import { Code, Group, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Node } from '../api/schema'
import { CopyButton } from '../ui/CopyButton'
import { duration, secondsOf } from '../ui/format'
import { TimeAgo } from '../ui/TimeAgo'
import { WayBadge } from '../way/WayBadge'
import { Facts, Section } from '../ui/Facts'
import { isSkewed } from './address'
import { latencyWords } from './DaemonStatus'
import { useWay } from './useWay'

/** How the daemon is reached: by the panel over its link, by this browser. */
export function ConnectionPanel({ daemon }: { daemon: Node }) {
  const { t } = useTranslation('daemons')
  useWay(daemon)
  return (
    <Section title={t('connection')}>
      <Facts
        facts={[
          [t('thisBrowser'), <WayBadge key="way" daemon={daemon.id} />],
          [t('link.who'), t(`link.by.${daemon.dialledBy ?? 'nobody'}`, { address: daemon.dialAddress ?? '' })],
          ...(daemon.latency ? [[t('link.latency'), latencyWords(daemon.latency, t)] as const] : []),
          ...(daemon.clockSkew ? [[t('clock'), <Clock key="clock" skew={daemon.clockSkew} />] as const] : []),
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

function Clock({ skew }: { skew: string }) {
  const { t } = useTranslation('daemons')
  const seconds = secondsOf(skew)
  if (Math.abs(seconds) < 1) {
    return t('link.clockSame')
  }
  const by = duration(Math.abs(seconds))
  return (
    <Text size="sm" component="div" c={isSkewed(seconds) ? 'red' : undefined}>
      {t(seconds > 0 ? 'link.clockAhead' : 'link.clockBehind', { by })}
      {isSkewed(seconds) && <div>{t('link.clockSet')}</div>}
    </Text>
  )
}

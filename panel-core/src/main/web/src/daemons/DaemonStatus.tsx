import { Group, Text } from '@mantine/core'
import type { TFunction } from 'i18next'
import { CircleCheck, CircleX, LoaderCircle, ShieldX } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Node, Status } from '../api/schema'
import { duration, milliseconds, secondsOf } from '../ui/format'
import { useNow } from '../ui/useNow'

const LOOKS = {
  online: { icon: CircleCheck, color: 'var(--mantine-color-green-text)' },
  offline: { icon: CircleX, color: 'var(--mantine-color-red-text)' },
  connecting: { icon: LoaderCircle, color: 'var(--mantine-color-orange-text)' },
  refused: { icon: ShieldX, color: 'var(--mantine-color-red-text)' },
} as const satisfies Record<Status, object>

/** How a daemon is, in words: "online, direct, 12 ms", "offline for 4 min: it has no link". */
export function DaemonStatus({ daemon }: { daemon: Node }) {
  const { icon: Icon, color } = LOOKS[daemon.status]
  return (
    <Group gap={6} wrap="nowrap" align="flex-start">
      <Icon size={16} color={color} style={{ flex: 'none', marginTop: 2 }} aria-hidden />
      <Text span size="sm" style={{ overflowWrap: 'anywhere' }}>
        {daemon.status === 'online' ? <Online daemon={daemon} /> : <Away daemon={daemon} />}
      </Text>
    </Group>
  )
}

function Online({ daemon }: { daemon: Node }) {
  const { t } = useTranslation('daemons')
  const parts = [t('status.online'), t(`path.${daemon.path}`)]
  if (daemon.latency) {
    parts.push(latencyWords(daemon.latency, t))
  }
  return parts.join(t('separator'))
}

/** A latency as `12 ms`. */
export function latencyWords(latency: string, t: TFunction<'daemons'>): string {
  const seconds = secondsOf(latency)
  return seconds < 0.001 ? t('underOne') : milliseconds(seconds)
}

function Away({ daemon }: { daemon: Node }) {
  const { t } = useTranslation('daemons')
  const now = useNow()
  const since = duration((now - new Date(daemon.seenAt).getTime()) / 1000)
  const words = t(`status.${daemon.status}`, { since })
  return daemon.reason ? t('because', { words, reason: daemon.reason }) : words
}

import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { InstanceExit } from '../api/schema'
import { duration, exactTime, relativeTime } from '../ui/format'
import { useNow } from '../ui/useNow'
import { type Instance, isAlive } from './instance'

/** How long it has been running, or when and how it ended. */
export function Uptime({ instance }: { instance: Instance }) {
  const { t } = useTranslation('instances')
  const now = useNow()
  if (isAlive(instance.state) && instance.state !== 'backing-off' && instance.startedAt) {
    const up = duration((now - Date.parse(instance.startedAt)) / 1000)
    return <span title={exactTime(instance.startedAt)}>{t('up', { duration: up })}</span>
  }
  if (instance.exit) {
    return (
      <Text span inherit truncate title={exactTime(instance.exit.at)}>
        {relativeTime(instance.exit.at, now)} · <ExitWords exit={instance.exit} />
      </Text>
    )
  }
  return (
    <Text span inherit c="dimmed">
      {t('neverRan')}
    </Text>
  )
}

/** How a run ended, in words. */
export function ExitWords({ exit }: { exit: InstanceExit }) {
  const { t } = useTranslation('instances')
  if (exit.reason) {
    return <>{exit.reason}</>
  }
  return <>{exit.signal ? t('exit.signal', { signal: exit.signal }) : t('exit.code', { code: exit.code ?? '?' })}</>
}

import { Anchor, Badge, Code, Group, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { CopyButton } from '../ui/CopyButton'
import { duration } from '../ui/format'
import { StateBadge } from '../ui/StateBadge'
import { useStore } from '../ui/store'
import { useNow } from '../ui/useNow'
import { stopsSince } from './actions'
import { secondsOf } from './duration'
import classes from './page.module.css'
import { InstanceActions } from './InstanceActions'
import { type Instance, isAlive, keyOf } from './instance'
import { Uptime } from './Uptime'
import { useDaemons } from './useArranged'

/** Who the instance is, how it is, and what can be asked of it. */
export function InstanceHeader({ instance }: { instance: Instance }) {
  const { t } = useTranslation('instances')
  const { nameOf } = useDaemons()
  return (
    <div className={classes.header}>
      <div className={classes.who}>
        <Group gap="sm">
          <Title order={1} className={classes.name}>
            <bdi>{instance.name}</bdi>
          </Title>
          <StateBadge state={instance.state} />
          {instance.state === 'stopping' && <Countdown instance={instance} />}
        </Group>
        <div className={classes.facts}>
          <Anchor component={Link} to={`/daemons/${encodeURIComponent(instance.daemon)}`} size="sm">
            <bdi>{nameOf(instance.daemon)}</bdi>
          </Anchor>
          <span className={classes.fact}>
            <Code>{instance.id}</Code>
            <CopyButton value={instance.id} label={t('page.copyId')} />
          </span>
          {isAlive(instance.state) && instance.pid ? <span>{t('page.pid', { pid: instance.pid })}</span> : null}
          <Uptime instance={instance} />
          {instance.restarts > 0 && <span>{t('page.restarts', { count: instance.restarts })}</span>}
          {instance.tags.map((tag) => (
            <Badge key={tag} color="gray" size="sm">
              <bdi>{tag}</bdi>
            </Badge>
          ))}
        </div>
      </div>
      <InstanceActions instance={instance} />
    </div>
  )
}

/** How long an instance that was asked to stop may still take until it is killed. */
function Countdown({ instance }: { instance: Instance }) {
  const { t } = useTranslation('instances')
  const since = useStore(stopsSince).get(keyOf(instance))
  const now = useNow()
  if (since === undefined) {
    return null
  }
  const left = Math.ceil(secondsOf(instance.stop.timeout) - (now - since) / 1000)
  return (
    <Text size="sm" c="dimmed">
      {left > 0 ? t('page.stopIn', { duration: duration(left) }) : t('page.stopOver')}
    </Text>
  )
}

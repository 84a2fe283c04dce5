import { ActionIcon, Code, Text } from '@mantine/core'
import { ChevronDown, ChevronRight, CircleCheck, CircleSlash, CircleX } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { AuditView } from '../api/schema'
import { keyOf } from '../instances/instance'
import { exactTime } from '../ui/format'
import { PageLink } from '../ui/PageLink'
import rows from '../ui/rows.module.css'
import { TimeAgo } from '../ui/TimeAgo'
import { knownAction } from './actions'
import classes from './audit.module.css'

/** What ids are called. */
export interface Names {
  readonly daemons: ReadonlyMap<string, string>
  readonly instances: ReadonlyMap<string, string>
}

interface Props {
  entry: AuditView
  names: Names
  open: boolean
  onToggle: () => void
}

/** One thing that somebody did or tried. */
export function AuditRow({ entry, names, open, onToggle }: Props) {
  const { t } = useTranslation('audit')
  const Icon = open ? ChevronDown : ChevronRight
  return (
    <>
      <div className={rows.row}>
        <Text span size="sm" c="dimmed">
          <TimeAgo at={entry.at} />
        </Text>
        <span className={rows.name}>{entry.actor.name}</span>
        <ActionWords action={entry.action} />
        <Where entry={entry} names={names} />
        <Result status={entry.status} />
        <Text span size="sm" c="dimmed">
          {entry.address}
        </Text>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="sm"
          aria-expanded={open}
          aria-label={t(open ? 'hideDetail' : 'showDetail')}
          onClick={onToggle}
        >
          <Icon size={16} aria-hidden />
        </ActionIcon>
      </div>
      {open && <Detail entry={entry} />}
    </>
  )
}

export function ActionWords({ action }: { action: string }) {
  const { t } = useTranslation('audit')
  const known = knownAction(action)
  return (
    <span>
      {known !== undefined && <>{t(`action.${known}`)} </>}
      <Text span size="xs" c="dimmed" className="mono">
        {action}
      </Text>
    </span>
  )
}

function Where({ entry, names }: { entry: AuditView; names: Names }) {
  const { daemon, instance } = entry
  if (!daemon) {
    return <span />
  }
  const daemonLink = (
    <PageLink to="/daemons/$daemon" params={{ daemon }} size="sm">
      {names.daemons.get(daemon) ?? daemon}
    </PageLink>
  )
  if (!instance) {
    return <span>{daemonLink}</span>
  }
  return (
    <span>
      <PageLink to="/instances/$daemon/$instance" params={{ daemon, instance }} size="sm">
        {names.instances.get(keyOf({ daemon, id: instance })) ?? instance}
      </PageLink>
      {' · '}
      {daemonLink}
    </span>
  )
}

/** How it went, in a word with the status of the answer. */
export function Result({ status }: { status: number }) {
  const { t } = useTranslation('audit')
  const word = status < 400 ? 'done' : status < 500 ? 'refused' : 'failed'
  const Icon = { done: CircleCheck, refused: CircleSlash, failed: CircleX }[word]
  return (
    <span className={classes.result} data-word={word}>
      <Icon size={14} aria-hidden />
      {t(word, { status })}
    </span>
  )
}

function Detail({ entry }: { entry: AuditView }) {
  const { t } = useTranslation('audit')
  const facts: [string, string][] = [
    [t('exactly'), exactTime(entry.at)],
    [t('status'), String(entry.status)],
    ...(entry.actor.id === null ? [] : [[t('actorId'), entry.actor.id] as [string, string]]),
    ...(entry.daemon ? [[t('daemonId'), entry.daemon] as [string, string]] : []),
    ...(entry.instance ? [[t('instanceId'), entry.instance] as [string, string]] : []),
    ...Object.entries(entry.detail),
  ]
  return (
    <dl className={classes.detail}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <Code>{value}</Code>
          </dd>
        </div>
      ))}
    </dl>
  )
}

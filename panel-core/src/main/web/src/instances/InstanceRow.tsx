import { Badge, Checkbox, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { bytes, percent } from '../ui/format'
import { StateBadge } from '../ui/StateBadge'
import type { Column } from './columns'
import { type Action, type Instance, type InstanceKey, isAlive, keyOf } from './instance'
import classes from './list.module.css'
import { QuickAction } from './QuickAction'
import { Uptime } from './Uptime'

interface Props {
  instance: Instance
  daemonName: string
  shown: ReadonlySet<Column>
  narrow: boolean
  selected: boolean
  asked: Action | undefined
  onSelect: (key: InstanceKey, span: boolean) => void
}

/** One instance: a row of the table, or where it is narrow a card. */
export const InstanceRow = memo(function InstanceRow({ instance, narrow, ...props }: Props) {
  const { t } = useTranslation('instances')
  const select = (
    <Checkbox
      size="xs"
      checked={props.selected}
      aria-label={t('select', { name: instance.name })}
      onChange={(event) =>
        props.onSelect(keyOf(instance), event.nativeEvent instanceof MouseEvent && event.nativeEvent.shiftKey)
      }
    />
  )
  const action = <QuickAction instance={instance} asked={props.asked} />
  return narrow ? (
    <Card instance={instance} daemonName={props.daemonName} select={select} action={action} />
  ) : (
    <Cells instance={instance} daemonName={props.daemonName} shown={props.shown} select={select} action={action} />
  )
})

function Name({ instance }: { instance: Instance }) {
  return (
    <Link
      to="/instances/$daemon/$instance/console"
      params={{ daemon: instance.daemon, instance: instance.id }}
      className={classes.name}
      title={instance.name}
    >
      <bdi>{instance.name}</bdi>
    </Link>
  )
}

interface Content {
  instance: Instance
  daemonName: string
  select: React.ReactNode
  action: React.ReactNode
}

function Cells({ instance, daemonName, shown, select, action }: Content & { shown: ReadonlySet<Column> }) {
  const alive = isAlive(instance.state)
  return (
    <>
      <div role="cell">{select}</div>
      <div role="cell">
        <StateBadge state={instance.state} />
      </div>
      <div role="cell">
        <Name instance={instance} />
      </div>
      {shown.has('tags') && (
        <div role="cell">
          <Tags tags={instance.tags} />
        </div>
      )}
      {shown.has('daemon') && (
        <div role="cell">
          <bdi>{daemonName}</bdi>
        </div>
      )}
      {shown.has('cpu') && <Figure value={alive ? percent(instance.usage.cpu) : null} />}
      {shown.has('memory') && <Figure value={alive ? bytes(instance.usage.memory) : null} />}
      {shown.has('since') && (
        <div role="cell">
          <Uptime instance={instance} />
        </div>
      )}
      <div role="cell">{action}</div>
    </>
  )
}

function Figure({ value }: { value: string | null }) {
  return (
    <div role="cell" data-figure>
      {value ?? (
        <Text span inherit c="dimmed">
          –
        </Text>
      )}
    </div>
  )
}

function Tags({ tags }: { tags: readonly string[] }) {
  return tags.map((tag) => (
    <Badge key={tag} color="gray" size="sm" mr={4} title={tag}>
      <bdi>{tag}</bdi>
    </Badge>
  ))
}

function Card({ instance, daemonName, select, action }: Content) {
  return (
    <>
      {select}
      <div className={classes.cardText}>
        <div className={classes.cardLine}>
          <Name instance={instance} />
          <StateBadge state={instance.state} />
        </div>
        <div className={classes.cardFigures}>
          <bdi>{daemonName}</bdi>
          {isAlive(instance.state) && <span>{percent(instance.usage.cpu)}</span>}
          {isAlive(instance.state) && <span>{bytes(instance.usage.memory)}</span>}
          <Uptime instance={instance} />
        </div>
        {instance.tags.length > 0 && (
          <div className={classes.cardTags}>
            <Tags tags={instance.tags} />
          </div>
        )}
      </div>
      {action}
    </>
  )
}

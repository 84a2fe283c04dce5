import { ActionIcon, Button, Group, Indicator, List, Popover, Progress, ScrollArea, Stack, Text } from '@mantine/core'
import { CircleCheck, CircleX, ListChecks, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useStore } from '../ui/store'
import { dismissTask, type Failure, isOver, type Task, tasks } from './tasks'

/** The running work with its progress; what has ended stays until it is put away. */
export function TaskTray() {
  const { t } = useTranslation('tasks')
  const all = useStore(tasks)
  const running = all.filter((task) => !isOver(task)).length
  return (
    <Popover position="bottom-end" width={340} shadow="md">
      <Indicator label={running} disabled={running === 0} size={16} offset={4}>
        <Popover.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={t('open', { count: running })}>
            <ListChecks size={18} aria-hidden />
          </ActionIcon>
        </Popover.Target>
      </Indicator>
      <Popover.Dropdown aria-label={t('title')}>
        {all.length === 0 ? (
          <Text size="sm" c="dimmed">
            {t('none')}
          </Text>
        ) : (
          <ScrollArea.Autosize mah={400}>
            <Stack gap="sm">
              {all.map((task) => (
                <TaskRow key={task.id} task={task} />
              ))}
            </Stack>
          </ScrollArea.Autosize>
        )}
      </Popover.Dropdown>
    </Popover>
  )
}

function TaskRow({ task }: { task: Task }) {
  const { t } = useTranslation('tasks')
  const over = isOver(task)
  return (
    <Stack gap={4}>
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <Text size="sm" truncate>
          {task.title}
        </Text>
        <Group gap={4} wrap="nowrap">
          {task.state === 'failed' && task.retry !== undefined && (
            <Button size="compact-xs" variant="default" onClick={task.retry}>
              {t('retry')}
            </Button>
          )}
          {over ? <EndMark state={task.state} /> : null}
          {(over || task.cancel !== undefined) && (
            <ActionIcon
              size="sm"
              variant="subtle"
              color="gray"
              aria-label={t(over ? 'dismiss' : 'cancel', { title: task.title })}
              onClick={() => (over ? dismissTask(task.id) : task.cancel?.())}
            >
              <X size={14} aria-hidden />
            </ActionIcon>
          )}
        </Group>
      </Group>
      {!over && (
        <Progress
          size="sm"
          value={task.total > 0 ? (100 * task.done) / task.total : 100}
          animated={task.total <= 0 && task.state === 'running'}
          aria-label={task.title}
        />
      )}
      <Text size="xs" c="dimmed">
        {[t(`states.${task.state}`), task.detail].filter(Boolean).join(' · ')}
      </Text>
      {task.failures !== undefined && task.failures.length > 0 && <Failures failures={task.failures} />}
    </Stack>
  )
}

function Failures({ failures }: { failures: readonly Failure[] }) {
  const { t } = useTranslation('tasks')
  return (
    <List size="xs" spacing={2} aria-label={t('failures')} style={{ overflowWrap: 'anywhere' }}>
      {failures.map((failure, index) => (
        <List.Item key={index}>
          <bdi>{failure.name}</bdi>: {failure.reason}
        </List.Item>
      ))}
    </List>
  )
}

function EndMark({ state }: { state: Task['state'] }) {
  return state === 'done' ? (
    <CircleCheck size={16} color="var(--mantine-color-green-text)" aria-hidden />
  ) : (
    <CircleX size={16} color="var(--mantine-color-red-text)" aria-hidden />
  )
}

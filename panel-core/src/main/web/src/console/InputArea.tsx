import { Button, Group, Paper, Text } from '@mantine/core'
import { Eye, Play } from 'lucide-react'
import type { RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { act, pending } from '../instances/actions'
import { type Instance, keyOf } from '../instances/instance'
import { useMay } from '../session/permissions'
import { notifyProblem } from '../ui/notify'
import { useStore } from '../ui/store'
import { CommandLine } from './CommandLine'
import type { LiveConsole } from './useConsole'

interface Props {
  instance: Instance
  live: LiveConsole
  input: RefObject<HTMLInputElement | null>
}

/** Below the output: the command line, or why there is none. */
export function InputArea({ instance, live, input }: Props) {
  const { t } = useTranslation('console')
  const may = useMay()
  const { hello } = useStore(live.session.status)
  const state = useStore(live.state) ?? instance.state
  const mayType = hello === null ? may('console.input', instance.daemon, instance.id) : hello.rights.includes('input')

  if (state === 'stopped' || state === 'crashed' || state === 'backing-off') {
    return <EndedBar instance={instance} state={state} />
  }
  if (!mayType) {
    return (
      <Group gap="xs" px="xs" wrap="nowrap">
        <Eye size={16} aria-hidden />
        <Text size="sm" c="dimmed">
          {t('line.watching')}
        </Text>
      </Group>
    )
  }
  if (hello !== null && hello.columns !== null) {
    return null
  }

  function send(line: string): boolean {
    const sent = live.session.input(`${line}\n`)
    if (sent) {
      live.printer.echo(line)
      live.screen.follow(true)
    }
    return sent
  }

  return <CommandLine daemon={instance.daemon} instance={instance.id} input={input} onSend={send} />
}

function EndedBar({ instance, state }: { instance: Instance; state: 'stopped' | 'crashed' | 'backing-off' }) {
  const { t } = useTranslation('console')
  const may = useMay()
  const isAsked = useStore(pending).has(keyOf(instance))
  const exit = instance.exit
  const how = [
    exit?.reason,
    exit?.code === undefined || exit.code === null ? null : t('ended.code', { code: exit.code }),
    exit?.signal ? t('ended.signal', { signal: exit.signal }) : null,
  ]
  return (
    <Paper withBorder px="sm" py={6} role="status">
      <Group justify="space-between" gap="xs">
        <Text size="sm" style={{ overflowWrap: 'anywhere' }} flex={1} miw={180}>
          <Text span fw={600} inherit>
            {t(`ended.${state}`)}
          </Text>{' '}
          {how.filter(Boolean).join(' · ')}
        </Text>
        {may('instances.start', instance.daemon, instance.id) && (
          <Button
            size="xs"
            leftSection={<Play size={14} aria-hidden />}
            loading={isAsked}
            onClick={() => void act(instance, 'start').catch((fault: unknown) => notifyProblem(fault))}
          >
            {t(state === 'backing-off' ? 'ended.startNow' : 'ended.start')}
          </Button>
        )}
      </Group>
    </Paper>
  )
}

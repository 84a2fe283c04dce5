import { Alert, Button, Code, Group, Loader, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Check, Copy } from 'lucide-react'
import { useClipboard } from '@mantine/hooks'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Problem } from '../api/problem'
import { duration } from '../ui/format'
import { ProblemAlert } from '../ui/ProblemAlert'
import { useNow } from '../ui/useNow'
import type { JoinOrder } from './changes'
import { daemonsQuery } from './queries'

interface Props {
  order: JoinOrder
  busy: boolean
  problem: Problem | null
  /** Asks for another code, once this one is too old. */
  onAnother: () => void
  onClose: () => void
  onJoined: (daemon: string) => void
}

/** The command to run at the daemon, and the wait until it has joined. */
export function JoinCode({ order, busy, problem, onAnother, onClose, onJoined }: Props) {
  const { t } = useTranslation('daemons')
  const { t: common } = useTranslation()
  const left = (order.until - useNow()) / 1000
  const joined = useArrival(order.name)
  useEffect(() => {
    if (joined !== null) {
      onJoined(joined)
    }
  }, [joined, onJoined])
  return (
    <Stack>
      <Text size="sm">{t('add.run')}</Text>
      <Command command={order.command} />
      {left > 0 ? (
        <>
          <Text size="sm" c="dimmed">
            {t('add.goodFor', { time: duration(left) })}
          </Text>
          <Group gap="sm" wrap="nowrap" role="status">
            <Loader size="sm" aria-hidden />
            <Text size="sm">{t('add.waiting', { name: order.name })}</Text>
          </Group>
        </>
      ) : (
        <Alert color="orange" role="alert" title={t('add.expired')}>
          <Button size="xs" variant="default" loading={busy} onClick={onAnother}>
            {t('add.another')}
          </Button>
        </Alert>
      )}
      {problem !== null && <ProblemAlert problem={problem} />}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {common('close')}
        </Button>
      </Group>
      <Text size="xs" c="dimmed">
        {t('add.mayClose')}
      </Text>
    </Stack>
  )
}

function Command({ command }: { command: string }) {
  const { t } = useTranslation('daemons')
  const { t: common } = useTranslation()
  const clipboard = useClipboard({ timeout: 1500 })
  const Icon = clipboard.copied ? Check : Copy
  return (
    <Stack gap="xs" align="flex-start">
      <Code block w="100%" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {command}
      </Code>
      <Button size="xs" leftSection={<Icon size={14} aria-hidden />} onClick={() => clipboard.copy(command)}>
        {clipboard.copied ? common('copied') : t('add.copyCommand')}
      </Button>
    </Stack>
  )
}

/** The daemon of that name that was not there as the wait began. */
function useArrival(name: string): string | null {
  const { data: daemons } = useQuery(daemonsQuery)
  const [before] = useState(() => new Set(daemons?.map((each) => each.id)))
  return daemons?.find((each) => each.name === name && !before.has(each.id))?.id ?? null
}

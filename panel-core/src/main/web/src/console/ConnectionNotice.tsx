import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core'
import { Unplug } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DiagnosisLink } from '../diagnosis/DiagnosisLink'
import { CopyButton } from '../ui/CopyButton'
import { ProblemAlert } from '../ui/ProblemAlert'
import { useStore } from '../ui/store'
import classes from './console.module.css'
import { attemptInWords } from './diagnosis'
import type { ConsoleSession } from './session'
import type { ConsoleStatus } from './status'

const SAY_AFTER_MS = 2000
const DIAGNOSE_AFTER_MS = 10_000

/** Says what is being waited for once that takes long, and what is known when it takes longer. */
export function ConnectionNotice({ session, daemon }: { session: ConsoleSession; daemon: string }) {
  const { t } = useTranslation('console')
  const status = useStore(session.status)
  const lasts = useElapsed(status)
  const [opened, setOpened] = useState(false)
  if (status.phase === 'open') {
    return null
  }
  if (status.phase === 'over') {
    return <TheEnd status={status} onRetry={() => session.retryNow()} />
  }
  if (lasts < SAY_AFTER_MS) {
    return null
  }
  return (
    <Alert color="orange" p="xs" icon={<Unplug size={18} aria-hidden />} role="status">
      <Group gap="xs">
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {inWords(status, t)}
        </Text>
        {status.phase === 'waiting' && (
          <Button size="compact-xs" variant="default" onClick={() => session.retryNow()}>
            {t('wait.now')}
          </Button>
        )}
        {lasts >= DIAGNOSE_AFTER_MS && (
          <>
            <Button size="compact-xs" variant="default" onClick={() => setOpened(true)}>
              {t('wait.known')}
            </Button>
            <DiagnosisLink daemon={daemon} />
          </>
        )}
      </Group>
      <Diagnosis status={status} opened={opened} onClose={() => setOpened(false)} />
    </Alert>
  )
}

function TheEnd({ status, onRetry }: { status: ConsoleStatus; onRetry: () => void }) {
  const { t } = useTranslation('console')
  if (status.end === 'refused' && status.problem !== null) {
    if (status.problem.code === 'way.no-address') {
      return <Alert color="orange" title={t('noAddress')} role="alert" />
    }
    return (
      <Stack gap="xs">
        <Text size="sm">{t('wait.refused')}</Text>
        <ProblemAlert problem={status.problem} onRetry={onRetry} />
      </Stack>
    )
  }
  return (
    <Alert color="gray" role="alert">
      {t('wait.deleted')}
    </Alert>
  )
}

function inWords(status: ConsoleStatus, t: ReturnType<typeof useTranslation<'console'>>['t']): string {
  if (status.phase === 'waiting') {
    const seconds = Math.max(0, Math.ceil(((status.retryAt ?? 0) - Date.now()) / 1000))
    const why = status.problem === null ? '' : `${status.problem.detail} `
    return why + t('wait.later', { seconds })
  }
  if (status.step === null) {
    return t('wait.first')
  }
  const address = status.attempts.at(-1)?.address ?? null
  return t(`wait.${status.step}`, { address: address === null ? '' : new URL(address).host })
}

function Diagnosis({ status, opened, onClose }: { status: ConsoleStatus; opened: boolean; onClose: () => void }) {
  const { t } = useTranslation('console')
  const lines = status.attempts.map((attempt) => attemptInWords(attempt, t))
  return (
    <Modal opened={opened} onClose={onClose} title={t('diagnosis.title')} size="lg">
      <Stack gap="xs">
        <Group justify="space-between">
          <Text size="sm">{t('diagnosis.intro')}</Text>
          <CopyButton value={lines.join('\n')} label={t('diagnosis.copy')} />
        </Group>
        {lines.map((line, index) => (
          <Text key={index} className={classes.address}>
            {line}
          </Text>
        ))}
      </Stack>
    </Modal>
  )
}

/** Milliseconds since the connection was lost, looked at twice a second while it is. */
function useElapsed({ phase, since }: ConsoleStatus): number {
  const [now, setNow] = useState(() => Date.now())
  const isOn = phase === 'connecting' || phase === 'waiting'
  useEffect(() => {
    setNow(Date.now())
    if (isOn) {
      const timer = setInterval(() => setNow(Date.now()), 500)
      return () => clearInterval(timer)
    }
  }, [isOn, since])
  return now - since
}

import { Badge, Button, Group, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api/http'
import { queries } from '../app/queries'
import { signOut } from '../session/session'
import { ConfirmModal } from '../ui/ConfirmModal'
import { Section } from '../ui/Facts'
import { Loaded } from '../ui/Loaded'
import { notifyDone, notifyProblem } from '../ui/notify'
import { TimeAgo } from '../ui/TimeAgo'
import { browserOf } from './browserOf'
import { sessionsQuery } from './queries'

/** Where one is signed in, and how to end that. */
export function SessionsSection() {
  const { t } = useTranslation('account')
  const sessions = useQuery(sessionsQuery)
  const [leaving, leave] = useDisclosure(false)
  const others = sessions.data?.some((session) => !session.current) ?? false

  async function endOthers() {
    try {
      await api.DELETE('/api/v1/sessions')
      notifyDone(t('sessions.othersEnded'))
    } catch (thrown) {
      notifyProblem(thrown)
    } finally {
      await queries.invalidateQueries({ queryKey: sessionsQuery.queryKey })
    }
  }

  async function leaveEverywhere() {
    await api.DELETE('/api/v1/sessions')
    await signOut()
  }

  return (
    <Section title={t('sessions.title')}>
      <Loaded query={sessions}>
        {(all) => (
          <Stack gap="sm" component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
            {all.map((session) => (
              <SessionRow key={session.id} session={session} />
            ))}
          </Stack>
        )}
      </Loaded>
      <Group gap="xs">
        <Button variant="default" disabled={!others} onClick={() => void endOthers()}>
          {t('sessions.endOthers')}
        </Button>
        <Button variant="default" c="var(--mantine-color-error)" onClick={leave.open}>
          {t('sessions.everywhere')}
        </Button>
      </Group>
      <ConfirmModal
        opened={leaving}
        onClose={leave.close}
        title={t('sessions.everywhereTitle')}
        action={t('sessions.everywhere')}
        onConfirm={leaveEverywhere}
      >
        <Text size="sm">{t('sessions.everywhereText')}</Text>
      </ConfirmModal>
    </Section>
  )
}

interface Session {
  id: string
  createdAt: string
  usedAt: string
  address: string
  userAgent?: string | null
  current: boolean
}

function SessionRow({ session }: { session: Session }) {
  const { t } = useTranslation('account')
  const [busy, setBusy] = useState(false)
  const browser = browserOf(session.userAgent ?? '')
  const name =
    browser === null
      ? t('sessions.unknownBrowser')
      : browser.system === null
        ? browser.browser
        : t('sessions.browserOn', { browser: browser.browser, system: browser.system })

  async function end() {
    setBusy(true)
    try {
      await api.DELETE('/api/v1/sessions/{session}', { params: { path: { session: session.id } } })
    } catch (thrown) {
      notifyProblem(thrown)
    } finally {
      await queries.invalidateQueries({ queryKey: sessionsQuery.queryKey })
      setBusy(false)
    }
  }

  return (
    <Group component="li" justify="space-between" gap="sm" wrap="nowrap">
      <Stack gap={0} miw={0} style={{ overflowWrap: 'anywhere' }}>
        <Group gap="xs">
          <Text size="sm" title={session.userAgent ?? undefined}>
            {name}
          </Text>
          {session.current && <Badge>{t('sessions.this')}</Badge>}
        </Group>
        <Text size="xs" c="dimmed">
          {session.address} · {t('sessions.used')} <TimeAgo at={session.usedAt} /> · {t('sessions.began')}{' '}
          <TimeAgo at={session.createdAt} />
        </Text>
      </Stack>
      {!session.current && (
        <Button
          size="compact-sm"
          variant="default"
          loading={busy}
          style={{ flex: 'none' }}
          aria-label={t('sessions.endOf', { name })}
          onClick={() => void end()}
        >
          {t('sessions.end')}
        </Button>
      )}
    </Group>
  )
}

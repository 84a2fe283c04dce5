import { Box, Button, Group, PasswordInput, Stack, Text } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api/http'
import { Problem } from '../api/problem'
import { queries } from '../app/queries'
import { useSession } from '../session/session'
import { useCountdown } from '../session/useCountdown'
import { Section } from '../ui/Facts'
import { HiddenUsername } from '../ui/HiddenUsername'
import { NewPasswordInput } from '../ui/NewPasswordInput'
import { notifyDone } from '../ui/notify'
import { ProblemAlert } from '../ui/ProblemAlert'
import { sessionsQuery } from './queries'

/** Changes one's own password; whoever does must know the present one. */
export function PasswordSection() {
  const { t } = useTranslation('account')
  const { t: common } = useTranslation()
  const { user } = useSession()
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const [repeated, setRepeated] = useState('')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [wait, startWait] = useCountdown()
  const differs = repeated !== '' && repeated !== next
  const visibility = { 'aria-label': common('password.show') }

  async function submit(event: FormEvent) {
    event.preventDefault()
    setBusy(true)
    setProblem(null)
    try {
      await api.PUT('/api/v1/session/password', { body: { current, next } })
      setCurrent('')
      setNext('')
      setRepeated('')
      notifyDone(t('password.changed'))
      await queries.invalidateQueries({ queryKey: sessionsQuery.queryKey })
    } catch (thrown) {
      const refused = Problem.of(thrown)
      startWait(refused.retryAfter ?? 0)
      setProblem(refused)
    } finally {
      setBusy(false)
    }
  }

  const wrong = problem?.code === 'auth.wrong-password'
  const badNext = problem?.field === 'next' || problem?.field === 'password' ? problem.detail : undefined
  return (
    <Section title={t('password.title')}>
      <Box component="form" onSubmit={submit} maw={420}>
        <Stack gap="sm">
          <HiddenUsername value={user.username} />
          <PasswordInput
            label={t('password.current')}
            value={current}
            onChange={(event) => setCurrent(event.currentTarget.value)}
            error={wrong ? t('password.wrong') : undefined}
            autoComplete="current-password"
            visibilityToggleButtonProps={visibility}
            required
          />
          <NewPasswordInput label={t('password.next')} value={next} onChange={setNext} error={badNext} />
          <PasswordInput
            label={t('password.repeat')}
            value={repeated}
            onChange={(event) => setRepeated(event.currentTarget.value)}
            error={differs ? t('password.differs') : undefined}
            autoComplete="new-password"
            visibilityToggleButtonProps={visibility}
            required
          />
          {problem !== null && !wrong && badNext === undefined && <ProblemAlert problem={problem} />}
          <Text size="sm" c="dimmed">
            {t('password.ends')}
          </Text>
          <Group>
            <Button type="submit" loading={busy} disabled={wait > 0 || next === '' || next !== repeated}>
              {wait > 0 ? t('password.wait', { count: wait }) : t('password.change')}
            </Button>
          </Group>
        </Stack>
      </Box>
    </Section>
  )
}

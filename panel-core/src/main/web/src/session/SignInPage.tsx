import { Alert, Box, Button, Center, Group, Paper, PasswordInput, Stack, TextInput, Title } from '@mantine/core'
import { getRouteApi, useRouter } from '@tanstack/react-router'
import { LogIn } from 'lucide-react'
import { useEffect, useRef, useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../api/problem'
import { base } from '../app/base'
import { queries } from '../app/queries'
import { AppearanceMenu } from '../shell/AppearanceMenu'
import { ProblemAlert } from '../ui/ProblemAlert'
import { proofs } from './proof'
import { signIn } from './session'
import { useCountdown } from './useCountdown'

const route = getRouteApi('/sign-in')

/** Asks for name and password; whoever has tried too often sees the wait run down. */
export function SignInPage() {
  const { t } = useTranslation('session')
  const { next } = route.useSearch()
  const router = useRouter()
  const password = useRef<HTMLInputElement>(null)
  const [username, setUsername] = useState('')
  const [secret, setSecret] = useState('')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [wait, startWait] = useCountdown()

  useEffect(forgetPages, [])
  useEffect(() => {
    document.title = `${t('signIn')} · Signalbox`
  }, [t])

  async function submit(event: FormEvent) {
    event.preventDefault()
    setBusy(true)
    setProblem(null)
    try {
      await signIn(username, secret)
      router.history.push(base + (next ?? '/'))
    } catch (thrown) {
      const refused = Problem.of(thrown)
      startWait(refused.retryAfter ?? 0)
      setProblem(refused)
      setSecret('')
      password.current?.focus()
    } finally {
      setBusy(false)
    }
  }

  return (
    <Center mih="100dvh" p="md">
      <Stack w="100%" maw={380} gap="md">
        <Group justify="space-between">
          <Group gap="xs">
            <img src={`${base}/signalbox.svg`} alt="" width={28} height={28} />
            <Title order={1}>Signalbox</Title>
          </Group>
          <AppearanceMenu />
        </Group>
        <Paper component="main" withBorder p="lg">
          <Box component="form" onSubmit={submit} aria-label={t('signIn')}>
            <Stack>
              {problem !== null && <Refusal problem={problem} wait={wait} />}
              <TextInput
                label={t('username')}
                value={username}
                onChange={(event) => setUsername(event.currentTarget.value)}
                autoComplete="username"
                autoCapitalize="none"
                spellCheck={false}
                required
                autoFocus
              />
              <PasswordInput
                ref={password}
                label={t('password')}
                value={secret}
                onChange={(event) => setSecret(event.currentTarget.value)}
                autoComplete="current-password"
                visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }}
                required
              />
              <Button type="submit" loading={busy} disabled={wait > 0} leftSection={<LogIn size={16} aria-hidden />}>
                {wait > 0 ? t('waitSeconds', { count: wait }) : t('signIn')}
              </Button>
            </Stack>
          </Box>
        </Paper>
      </Stack>
    </Center>
  )
}

/** What was shown to one person is not for the next. Earlier, pages that still stand would lose their session. */
function forgetPages() {
  if (proofs.current() === null) {
    queries.clear()
  }
}

function Refusal({ problem, wait }: { problem: Problem; wait: number }) {
  const { t } = useTranslation('session')
  if (problem.code === 'auth.bad-credentials') {
    return <Alert color="red" title={t('wrong')} role="alert" />
  }
  if (problem.code === 'auth.too-many-attempts') {
    return (
      <Alert color="red" title={t('tooMany')} role="alert">
        {wait > 0 ? t('tooManyWait', { count: wait }) : t('tooManyOver')}
      </Alert>
    )
  }
  return <ProblemAlert problem={problem} />
}

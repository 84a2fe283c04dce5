import { Box, Button, Group, PasswordInput, Stack, Text } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../api/problem'
import { signInAgain, useSession } from '../session/session'
import { useCountdown } from '../session/useCountdown'
import { HiddenUsername } from '../ui/HiddenUsername'
import { ProblemAlert } from '../ui/ProblemAlert'

/** Asks for the password once more, because what follows needs a sign-in that is not long ago. */
export function SignInAgain({ onCancel, onDone }: { onCancel: () => void; onDone: () => Promise<void> }) {
  const { t } = useTranslation('account')
  const { t: common } = useTranslation()
  const { user } = useSession()
  const [password, setPassword] = useState('')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [wait, startWait] = useCountdown()

  async function submit(event: FormEvent) {
    event.preventDefault()
    setBusy(true)
    setProblem(null)
    try {
      await signInAgain(user.username, password)
      await onDone()
    } catch (thrown) {
      const refused = Problem.of(thrown)
      startWait(refused.retryAfter ?? 0)
      setProblem(refused)
      setPassword('')
    } finally {
      setBusy(false)
    }
  }

  const wrong = problem?.code === 'auth.bad-credentials'
  return (
    <Box component="form" onSubmit={submit}>
      <Stack>
        <Text size="sm">{t('again.text', { name: user.username })}</Text>
        <HiddenUsername value={user.username} />
        <PasswordInput
          label={t('again.password')}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          error={wrong ? t('password.wrong') : undefined}
          autoComplete="current-password"
          visibilityToggleButtonProps={{ 'aria-label': common('password.show') }}
          required
          autoFocus
        />
        {problem !== null && !wrong && <ProblemAlert problem={problem} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onCancel}>
            {common('cancel')}
          </Button>
          <Button type="submit" loading={busy} disabled={wait > 0}>
            {wait > 0 ? t('password.wait', { count: wait }) : t('again.go')}
          </Button>
        </Group>
      </Stack>
    </Box>
  )
}

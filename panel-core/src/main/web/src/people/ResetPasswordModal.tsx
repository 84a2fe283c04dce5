import { Box, Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../api/problem'
import type { User } from '../api/schema'
import { HiddenUsername } from '../ui/HiddenUsername'
import { NewPasswordInput } from '../ui/NewPasswordInput'
import { notifyDone } from '../ui/notify'
import { ProblemAlert } from '../ui/ProblemAlert'
import { changePerson } from './changes'

interface Props {
  opened: boolean
  onClose: () => void
  person: User
}

/** Gives somebody another password, which is to be handed on. */
export function ResetPasswordModal({ opened, onClose, person }: Props) {
  const { t } = useTranslation('people')
  return (
    <Modal opened={opened} onClose={onClose} title={t('resetTitle', { name: person.username })}>
      <ResetForm onClose={onClose} person={person} />
    </Modal>
  )
}

function ResetForm({ onClose, person }: Omit<Props, 'opened'>) {
  const { t } = useTranslation('people')
  const { t: common } = useTranslation()
  const [password, setPassword] = useState('')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)

  async function submit(event: FormEvent) {
    event.preventDefault()
    setBusy(true)
    setProblem(null)
    try {
      await changePerson(person.id, { password })
      notifyDone(t('passwordSet', { name: person.username }))
      onClose()
    } catch (thrown) {
      setProblem(Problem.of(thrown))
    } finally {
      setBusy(false)
    }
  }

  const field = problem?.field === 'password' ? problem.detail : undefined
  return (
    <Box component="form" onSubmit={submit}>
      <Stack>
        <HiddenUsername value={person.username} />
        <NewPasswordInput
          label={t('newPassword')}
          value={password}
          onChange={setPassword}
          error={field}
          generates
        />
        <Text size="sm">{t('resetText')}</Text>
        {problem !== null && field === undefined && <ProblemAlert problem={problem} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {common('cancel')}
          </Button>
          <Button type="submit" loading={busy}>
            {t('resetPassword')}
          </Button>
        </Group>
      </Stack>
    </Box>
  )
}

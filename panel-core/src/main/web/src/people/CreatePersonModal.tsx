import { Box, Button, Group, Modal, Radio, Stack, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../api/problem'
import type { Role } from '../api/schema'
import { NewPasswordInput } from '../ui/NewPasswordInput'
import { notifyDone } from '../ui/notify'
import { ProblemAlert } from '../ui/ProblemAlert'
import { createPerson } from './changes'

const ROLES: readonly Role[] = ['user', 'admin']

/** Makes a person known, and goes on to what the person may do. */
export function CreatePersonModal({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation('people')
  return (
    <Modal opened={opened} onClose={onClose} title={t('create')}>
      <CreateForm onClose={onClose} />
    </Modal>
  )
}

function CreateForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('people')
  const { t: common } = useTranslation()
  const navigate = useNavigate()
  const [username, setUsername] = useState('')
  const [password, setPassword] = useState('')
  const [role, setRole] = useState<Role>('user')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)

  async function submit(event: FormEvent) {
    event.preventDefault()
    setBusy(true)
    setProblem(null)
    try {
      const user = await createPerson({ username, password, role })
      notifyDone(t('created', { name: user.username }))
      onClose()
      await navigate({ to: '/people/$user', params: { user: user.id } })
    } catch (thrown) {
      setProblem(Problem.of(thrown))
    } finally {
      setBusy(false)
    }
  }

  const faultOf = (field: string) => (problem?.field === field ? problem.detail : undefined)
  const elsewhere = problem !== null && !['username', 'password'].includes(problem.field ?? '')
  return (
    <Box component="form" onSubmit={submit}>
      <Stack>
        <TextInput
          label={t('username')}
          description={t('usernameRule')}
          value={username}
          onChange={(event) => setUsername(event.currentTarget.value)}
          error={faultOf('username')}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={64}
          required
          data-autofocus
        />
        <NewPasswordInput
          label={t('password')}
          value={password}
          onChange={setPassword}
          error={faultOf('password')}
          generates
        />
        <Radio.Group label={t('role')} value={role} onChange={(value) => setRole(value === 'admin' ? 'admin' : 'user')}>
          <Stack gap="xs" mt="xs">
            {ROLES.map((each) => (
              <Radio key={each} value={each} label={t(`roles.${each}`)} description={t(`roleMeans.${each}`)} />
            ))}
          </Stack>
        </Radio.Group>
        {problem !== null && elsewhere && <ProblemAlert problem={problem} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {common('cancel')}
          </Button>
          <Button type="submit" loading={busy}>
            {common('create')}
          </Button>
        </Group>
      </Stack>
    </Box>
  )
}

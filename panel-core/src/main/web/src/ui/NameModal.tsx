import { Box, Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../api/problem'
import { ProblemAlert } from './ProblemAlert'

interface Props {
  opened: boolean
  onClose: () => void
  title: string
  label: string
  name: string
  onSave: (name: string) => Promise<unknown>
}

/** Asks for another name of something. */
export function NameModal(props: Props) {
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={props.title}>
      <NameForm {...props} />
    </Modal>
  )
}

function NameForm({ onClose, label, name, onSave }: Props) {
  const { t } = useTranslation()
  const [value, setValue] = useState(name)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)

  async function submit(event: FormEvent) {
    event.preventDefault()
    setBusy(true)
    setProblem(null)
    try {
      await onSave(value)
      onClose()
    } catch (thrown) {
      setProblem(Problem.of(thrown))
    } finally {
      setBusy(false)
    }
  }

  const field = problem !== null && problem.field !== null ? problem : null
  return (
    <Box component="form" onSubmit={submit}>
      <Stack>
        <TextInput
          label={label}
          value={value}
          onChange={(event) => setValue(event.currentTarget.value)}
          error={field?.detail}
          autoComplete="off"
          spellCheck={false}
          required
          data-autofocus
        />
        {problem !== null && field === null && <ProblemAlert problem={problem} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={busy} disabled={value === name || value === ''}>
            {t('save')}
          </Button>
        </Group>
      </Stack>
    </Box>
  )
}

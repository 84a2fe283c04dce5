import { Box, Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../api/problem'
import { ProblemAlert } from './ProblemAlert'

interface Props {
  opened: boolean
  onClose: () => void
  title: string
  label: string
  /** What the field begins with, and what is no other name. */
  name: string
  /** What the button says, where that is not "Save". */
  action?: string
  /** Says what is wrong with a name before it is sent. */
  faultOf?: (name: string) => string | null
  onSave: (name: string) => Promise<unknown>
}

/** Asks for a name; stays open, and says why, when that was refused. */
export function NameModal(props: Props) {
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      title={<span style={{ overflowWrap: 'anywhere' }}>{props.title}</span>}
    >
      <NameForm {...props} />
    </Modal>
  )
}

function NameForm({ onClose, label, name, action, faultOf, onSave }: Props) {
  const { t } = useTranslation()
  const [value, setValue] = useState(name)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const fault = value === name ? null : (faultOf?.(value) ?? null)

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (fault !== null) {
      return
    }
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
    <Box component="form" onSubmit={(event) => void submit(event)}>
      <Stack>
        <TextInput
          label={label}
          value={value}
          onChange={(event) => setValue(event.currentTarget.value)}
          error={fault ?? field?.detail}
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
          <Button type="submit" loading={busy} disabled={value === name || value === '' || fault !== null}>
            {action ?? t('save')}
          </Button>
        </Group>
      </Stack>
    </Box>
  )
}

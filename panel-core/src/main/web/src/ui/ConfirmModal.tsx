import { Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../api/problem'
import { ProblemAlert } from './ProblemAlert'

interface Props {
  opened: boolean
  onClose: () => void
  title: string
  /** What will be lost. */
  children: ReactNode
  /** What the button says: the act itself, not "OK". */
  action: string
  onConfirm: () => Promise<unknown>
  /** A name that is to be typed, for what cannot come back. */
  typed?: string
}

/** Asks before something is taken away; stays open, and says why, when that was refused. */
export function ConfirmModal(props: Props) {
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={props.title}>
      <Question {...props} />
    </Modal>
  )
}

function Question({ onClose, children, action, onConfirm, typed }: Props) {
  const { t } = useTranslation()
  const [name, setName] = useState('')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)

  async function confirm() {
    setBusy(true)
    setProblem(null)
    try {
      await onConfirm()
      onClose()
    } catch (thrown) {
      setProblem(Problem.of(thrown))
    } finally {
      setBusy(false)
    }
  }

  return (
    <Stack style={{ overflowWrap: 'anywhere' }}>
      {children}
      {typed !== undefined && (
        <TextInput
          label={t('typeName', { name: typed })}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          autoComplete="off"
          spellCheck={false}
          data-autofocus
        />
      )}
      {problem !== null && <ProblemAlert problem={problem} />}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button
          color="red.9"
          loading={busy}
          disabled={typed !== undefined && name !== typed}
          onClick={() => void confirm()}
        >
          {action}
        </Button>
      </Group>
    </Stack>
  )
}

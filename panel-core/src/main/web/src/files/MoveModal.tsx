import { Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../api/problem'
import { ProblemAlert } from '../ui/ProblemAlert'
import { cleaned } from './paths'

interface Props {
  count: number
  directory: string
  onClose: () => void
  onMove: (directory: string) => Promise<void>
}

/** Asks for the folder that things are to be moved into. */
export function MoveModal({ count, directory, onClose, onMove }: Props) {
  const { t } = useTranslation('files')
  const [to, setTo] = useState(directory)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)

  async function submit(event: FormEvent) {
    event.preventDefault()
    setBusy(true)
    setProblem(null)
    try {
      await onMove(cleaned(to))
      onClose()
    } catch (thrown) {
      setProblem(Problem.of(thrown))
      setBusy(false)
    }
  }

  return (
    <Modal opened onClose={onClose} title={t('moveTo.title', { count })}>
      <form onSubmit={(event) => void submit(event)}>
        <Stack>
          <TextInput
            label={t('moveTo.label')}
            description={t('moveTo.hint')}
            value={to}
            onChange={(event) => setTo(event.currentTarget.value)}
            autoComplete="off"
            spellCheck={false}
            data-autofocus
          />
          {problem !== null && <ProblemAlert problem={problem} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('cancel', { ns: 'common' })}
            </Button>
            <Button type="submit" loading={busy} disabled={cleaned(to) === directory}>
              {t('move')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

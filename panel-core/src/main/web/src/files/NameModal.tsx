import { Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../api/problem'
import { ProblemAlert } from '../ui/ProblemAlert'
import { faultOf } from './paths'

interface Props {
  title: string
  action: string
  /** What the field begins with. */
  initial?: string
  taken: ReadonlySet<string>
  onClose: () => void
  onName: (name: string) => Promise<void>
}

/** Asks for a name; stays open, and says why, when that was refused. */
export function NameModal({ title, action, initial = '', taken, onClose, onName }: Props) {
  const { t } = useTranslation('files')
  const [name, setName] = useState(initial)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const fault = name === initial ? null : faultOf(name, taken)

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (faultOf(name, taken) !== null) {
      return
    }
    setBusy(true)
    setProblem(null)
    try {
      await onName(name)
      onClose()
    } catch (thrown) {
      setProblem(Problem.of(thrown))
      setBusy(false)
    }
  }

  return (
    <Modal opened onClose={onClose} title={<span style={{ overflowWrap: 'anywhere' }}>{title}</span>}>
      <form onSubmit={(event) => void submit(event)}>
        <Stack>
          <TextInput
            label={t('name.label')}
            value={name}
            error={fault === null ? undefined : t(`name.${fault}`)}
            onChange={(event) => setName(event.currentTarget.value)}
            autoComplete="off"
            spellCheck={false}
            data-autofocus
          />
          {problem !== null && <ProblemAlert problem={problem} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('cancel', { ns: 'common' })}
            </Button>
            <Button type="submit" loading={busy} disabled={name === initial || fault !== null}>
              {action}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

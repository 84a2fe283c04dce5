import { Button, Modal, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../api/problem'
import { ProblemAlert } from '../ui/ProblemAlert'
import { shown } from './paths'

interface Props {
  opened: boolean
  name: string
  other: string
  onClose: () => void
  onOverwrite: () => Promise<void>
  onReload: () => Promise<void>
  onBoth: () => Promise<void>
}

/** Asks what is to become of a text whose file was changed by somebody else. */
export function ChangedModal({ opened, name, other, onClose, onOverwrite, onReload, onBoth }: Props) {
  const { t } = useTranslation('files')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)

  async function answer(act: () => Promise<void>) {
    setBusy(true)
    setProblem(null)
    try {
      await act()
      onClose()
    } catch (thrown) {
      setProblem(Problem.of(thrown))
    } finally {
      setBusy(false)
    }
  }

  return (
    <Modal opened={opened} onClose={onClose} title={t('editor.changed.title')}>
      <Stack gap="xs" style={{ overflowWrap: 'anywhere' }}>
        <Text size="sm">{t('editor.changed.text', { name })}</Text>
        {problem !== null && <ProblemAlert problem={problem} />}
        <Button disabled={busy} onClick={() => void answer(onBoth)} h="auto" py={6} styles={{ label: { whiteSpace: 'normal' } }}>
          {t('editor.changed.both', { other: shown(other) })}
        </Button>
        <Button disabled={busy} variant="default" onClick={() => void answer(onReload)}>
          {t('editor.changed.reload')}
        </Button>
        <Button disabled={busy} color="red" variant="light" onClick={() => void answer(onOverwrite)}>
          {t('editor.changed.overwrite')}
        </Button>
        <Button variant="subtle" onClick={onClose}>
          {t('cancel', { ns: 'common' })}
        </Button>
      </Stack>
    </Modal>
  )
}

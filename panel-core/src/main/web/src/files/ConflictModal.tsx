import { Button, Checkbox, Group, Modal, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { bytes, exactTime } from '../ui/format'
import type { Choice } from './conflicts'
import { shown } from './paths'
import type { Question } from './useUploads'

/** Asks what is to become of a file whose name is taken. */
export function ConflictModal({ question }: { question: Question | null }) {
  const { t } = useTranslation('files')
  return (
    <Modal
      opened={question !== null}
      onClose={() => question?.cancel()}
      title={<span style={{ overflowWrap: 'anywhere' }}>{t('conflict.title', { name: shown(question?.given.name ?? '') })}</span>}
    >
      {question !== null && <Choices key={question.more} question={question} />}
    </Modal>
  )
}

function Choices({ question: { given, there, more, answer } }: { question: Question }) {
  const { t } = useTranslation('files')
  const [forAll, setForAll] = useState(false)
  const isFolder = there?.type === 'directory'
  const button = (choice: Choice, variant: string, color?: string) => (
    <Button variant={variant} color={color} onClick={() => answer(choice, forAll)}>
      {t(`conflict.${choice}`)}
    </Button>
  )
  return (
    <Stack>
      <Text size="sm">
        {isFolder || there === undefined
          ? t('conflict.folder')
          : t('conflict.text', {
              thereSize: bytes(there.size),
              thereAt: exactTime(there.modifiedAt),
              yoursSize: bytes(given.file.size),
              yoursAt: exactTime(given.file.lastModified),
            })}
      </Text>
      {more > 0 && (
        <Checkbox
          checked={forAll}
          onChange={(event) => setForAll(event.currentTarget.checked)}
          label={t('conflict.all', { count: more })}
        />
      )}
      <Group justify="flex-end" gap="xs">
        {button('skip', 'default')}
        {button('rename', 'light')}
        {!isFolder && button('overwrite', 'filled', 'red')}
      </Group>
    </Stack>
  )
}

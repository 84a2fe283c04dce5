import { Button, CloseButton, Group, Paper, Text } from '@mantine/core'
import { Download, FolderInput, Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'

interface Props {
  count: number
  onDownload?: () => void
  onMove?: () => void
  onDelete?: () => void
  onNone: () => void
}

/** What can be done with everything that is selected. */
export function SelectionBar({ count, onDownload, onMove, onDelete, onNone }: Props) {
  const { t } = useTranslation('files')
  if (count === 0) {
    return null
  }
  return (
    <Paper withBorder shadow="md" px="sm" py={6} role="region" aria-label={t('selected', { count })}>
      <Group gap="xs">
        <Text size="sm" fw={600}>
          {t('selected', { count })}
        </Text>
        {onDownload !== undefined && (
          <Button size="xs" variant="default" leftSection={<Download size={14} aria-hidden />} onClick={onDownload}>
            {t('download')}
          </Button>
        )}
        {onMove !== undefined && (
          <Button size="xs" variant="default" leftSection={<FolderInput size={14} aria-hidden />} onClick={onMove}>
            {t('move')}
          </Button>
        )}
        {onDelete !== undefined && (
          <Button size="xs" color="red" variant="light" leftSection={<Trash2 size={14} aria-hidden />} onClick={onDelete}>
            {t('delete')}
          </Button>
        )}
        <CloseButton ml="auto" aria-label={t('unselect')} onClick={onNone} />
      </Group>
    </Paper>
  )
}

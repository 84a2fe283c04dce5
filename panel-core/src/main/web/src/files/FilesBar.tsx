import { ActionIcon, Button, FileButton, Group, TextInput, Tooltip } from '@mantine/core'
import { FilePlus, FolderPlus, RefreshCw, Search, Upload } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { WayBadge } from '../way/WayBadge'
import { PathCrumbs } from './PathCrumbs'

interface Props {
  daemon: string
  instance: string
  path: string
  wanted: string
  onWanted: (text: string) => void
  busy: boolean
  onRefresh: () => void
  mayWrite: boolean
  onUpload: (files: File[]) => void
  onNew: (what: 'folder' | 'file') => void
}

/** Where one is, what one looks for, and how new things get here. */
export function FilesBar(props: Props) {
  const { t } = useTranslation('files')
  return (
    <>
      <Group gap="xs" wrap="nowrap" justify="space-between">
        <PathCrumbs daemon={props.daemon} instance={props.instance} path={props.path} />
        <WayBadge daemon={props.daemon} />
      </Group>
      <Group gap="xs">
        <TextInput
          size="xs"
          flex={1}
          miw={140}
          maw={320}
          value={props.wanted}
          leftSection={<Search size={14} aria-hidden />}
          placeholder={t('filter')}
          aria-label={t('filter')}
          onChange={(event) => props.onWanted(event.currentTarget.value)}
        />
        <Tooltip label={t('refresh')}>
          <ActionIcon variant="subtle" color="gray" aria-label={t('refresh')} loading={props.busy} onClick={props.onRefresh}>
            <RefreshCw size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
        {props.mayWrite && (
          <Group gap={6} ml="auto">
            <Button size="xs" variant="default" leftSection={<FolderPlus size={14} aria-hidden />} onClick={() => props.onNew('folder')}>
              {t('newFolder')}
            </Button>
            <Button size="xs" variant="default" leftSection={<FilePlus size={14} aria-hidden />} onClick={() => props.onNew('file')}>
              {t('newFile')}
            </Button>
            <FileButton multiple onChange={props.onUpload}>
              {(button) => (
                <Button size="xs" leftSection={<Upload size={14} aria-hidden />} {...button}>
                  {t('upload')}
                </Button>
              )}
            </FileButton>
          </Group>
        )}
      </Group>
    </>
  )
}

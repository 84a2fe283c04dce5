import { ActionIcon, Checkbox, Menu, Text, UnstyledButton } from '@mantine/core'
import { Download, EllipsisVertical, File, FileQuestion, FileSymlink, Folder, FolderInput, Pencil, Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { FileEntry } from '../api/schema'
import { bytes } from '../ui/format'
import { PageLink } from '../ui/PageLink'
import { TimeAgo } from '../ui/TimeAgo'
import classes from './files.module.css'
import { join, shown } from './paths'

const ICONS = { file: File, directory: Folder, link: FileSymlink, other: FileQuestion }

/** What can be asked for a row; what may not is undefined. */
export interface RowActions {
  open: (entry: FileEntry) => void
  download?: (entry: FileEntry) => void
  rename?: (entry: FileEntry) => void
  move?: (entry: FileEntry) => void
  remove?: (entry: FileEntry) => void
}

interface Props {
  entry: FileEntry
  at: { daemon: string; instance: string; directory: string }
  narrow: boolean
  selected: boolean
  canOpen: boolean
  onSelect: (selected: boolean) => void
  actions: RowActions
}

export function FileRow({ entry, at, narrow, selected, canOpen, onSelect, actions }: Props) {
  const { t } = useTranslation('files')
  const name = shown(entry.name)
  return (
    <>
      <span role="cell">
        <Checkbox
          size="xs"
          aria-label={t('select', { name })}
          checked={selected}
          onChange={(event) => onSelect(event.currentTarget.checked)}
        />
      </span>
      <span role="cell" className={classes.name}>
        <Name entry={entry} at={at} canOpen={canOpen} onOpen={() => actions.open(entry)} narrow={narrow} />
      </span>
      {!narrow && (
        <>
          <span role="cell" className={classes.number}>
            {entry.type === 'file' ? bytes(entry.size) : ''}
          </span>
          <span role="cell" className={classes.time}>
            <TimeAgo at={entry.modifiedAt} />
          </span>
          <span role="cell" className={classes.mode}>
            {entry.mode}
          </span>
        </>
      )}
      <span role="cell">
        <RowMenu entry={entry} name={name} actions={actions} />
      </span>
    </>
  )
}

function Name(props: Pick<Props, 'entry' | 'at' | 'canOpen' | 'narrow'> & { onOpen: () => void }) {
  const { t } = useTranslation('files')
  const { entry } = props
  const Icon = ICONS[entry.type]
  const text = (
    <span className={classes.text} title={shown(entry.name)}>
      {shown(entry.name)}
    </span>
  )
  return (
    <>
      <Icon size={16} aria-label={t(`types.${entry.type}`)} style={{ flex: 'none' }} />
      <span style={{ minWidth: 0 }}>
        {entry.type === 'directory' ? (
          <PageLink
            to="/instances/$daemon/$instance/files"
            params={{ daemon: props.at.daemon, instance: props.at.instance }}
            search={{ path: join(props.at.directory, entry.name) }}
            c="inherit"
            size="sm"
            fw={600}
            display="block"
            className={classes.text}
          >
            {shown(entry.name)}
          </PageLink>
        ) : entry.type === 'file' && props.canOpen ? (
          <UnstyledButton onClick={props.onOpen} fz="sm" display="block" maw="100%" className={classes.text}>
            {shown(entry.name)}
          </UnstyledButton>
        ) : (
          text
        )}
        {props.narrow && (
          <Text size="xs" c="dimmed" truncate>
            {entry.type === 'file' && `${bytes(entry.size)} · `}
            <TimeAgo at={entry.modifiedAt} />
          </Text>
        )}
      </span>
    </>
  )
}

function RowMenu({ entry, name, actions }: { entry: FileEntry; name: string; actions: RowActions }) {
  const { t } = useTranslation('files')
  const { download, rename, move, remove } = actions
  const canDownload = download !== undefined && entry.type === 'file'
  if (!canDownload && rename === undefined && move === undefined && remove === undefined) {
    return null
  }
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={t('menu', { name })}>
          <EllipsisVertical size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {canDownload && (
          <Menu.Item leftSection={<Download size={14} aria-hidden />} onClick={() => download(entry)}>
            {t('download')}
          </Menu.Item>
        )}
        {rename !== undefined && (
          <Menu.Item leftSection={<Pencil size={14} aria-hidden />} onClick={() => rename(entry)}>
            {t('rename')}
          </Menu.Item>
        )}
        {move !== undefined && (
          <Menu.Item leftSection={<FolderInput size={14} aria-hidden />} onClick={() => move(entry)}>
            {t('move')}
          </Menu.Item>
        )}
        {remove !== undefined && (
          <Menu.Item color="red" leftSection={<Trash2 size={14} aria-hidden />} onClick={() => remove(entry)}>
            {t('delete')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}

import { List, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { FileEntry } from '../api/schema'
import { ConfirmModal } from '../ui/ConfirmModal'
import { bytes } from '../ui/format'
import { NameModal } from '../ui/NameModal'
import { notifyDone } from '../ui/notify'
import { saveText } from './content'
import { deleteFiles, makeDirectory, moveFiles } from './edits'
import { MoveModal } from './MoveModal'
import { faultOf, join, shown } from './paths'
import { filesChanged } from './queries'

/** Which question is open. */
export type Dialog =
  | { readonly kind: 'folder' | 'file' }
  | { readonly kind: 'rename'; readonly entry: FileEntry }
  | { readonly kind: 'move' | 'delete'; readonly entries: readonly FileEntry[] }

interface Props {
  dialog: Dialog | null
  at: { daemon: string; instance: string }
  directory: string
  taken: ReadonlySet<string>
  onClose: () => void
  /** Files have gone from here. */
  onGone: () => void
  onNewFile: (path: string) => void
}

const NAMED = 8

/** The questions before something is made, moved or deleted. */
export function FileDialogs({ dialog, at, directory, taken, onClose, onGone, onNewFile }: Props) {
  const { t } = useTranslation('files')
  const fault = (name: string) => {
    const found = faultOf(name, taken)
    return found === null ? null : t(`name.${found}`)
  }
  switch (dialog?.kind) {
    case undefined:
      return null
    case 'folder':
      return (
        <NameModal
          opened
          label={t('name.label')}
          title={t('name.folder')}
          action={t('name.create')}
          name=""
          faultOf={fault}
          onClose={onClose}
          onSave={(name) => makeDirectory(at, join(directory, name))}
        />
      )
    case 'file':
      return (
        <NameModal
          opened
          label={t('name.label')}
          title={t('name.file')}
          action={t('name.create')}
          name=""
          faultOf={fault}
          onClose={onClose}
          onSave={async (name) => {
            await saveText({ ...at, path: join(directory, name) }, '', false, 'new')
            await filesChanged(at.daemon, at.instance)
            onNewFile(join(directory, name))
          }}
        />
      )
    case 'rename':
      return (
        <NameModal
          opened
          label={t('name.label')}
          title={t('name.rename', { name: shown(dialog.entry.name) })}
          action={t('rename')}
          name={dialog.entry.name}
          faultOf={fault}
          onClose={onClose}
          onSave={async (name) => {
            await moveFiles(at, [{ from: join(directory, dialog.entry.name), to: join(directory, name) }])
            onGone()
          }}
        />
      )
    case 'move':
      return (
        <MoveModal
          count={dialog.entries.length}
          directory={directory}
          onClose={onClose}
          onMove={async (to) => {
            await moveFiles(at, dialog.entries.map(({ name }) => ({ from: join(directory, name), to: join(to, name) })))
            onGone()
          }}
        />
      )
    case 'delete':
      return (
        <ConfirmModal
          opened
          onClose={onClose}
          title={t('lost.title', { count: dialog.entries.length })}
          action={t('delete')}
          onConfirm={async () => {
            await deleteFiles(at, dialog.entries.map(({ name }) => join(directory, name)))
            notifyDone(t('lost.done', { count: dialog.entries.length }))
            onGone()
          }}
        >
          <Lost entries={dialog.entries} />
        </ConfirmModal>
      )
  }
}

function Lost({ entries }: { entries: readonly FileEntry[] }) {
  const { t } = useTranslation('files')
  return (
    <>
      <Text size="sm">{t('lost.text')}</Text>
      <List size="sm" style={{ unicodeBidi: 'isolate' }}>
        {entries.slice(0, NAMED).map((entry) => (
          <List.Item key={entry.name}>
            {entry.type === 'directory'
              ? t('lost.folder', { name: shown(entry.name) })
              : t('lost.file', { name: shown(entry.name), size: bytes(entry.size) })}
          </List.Item>
        ))}
        {entries.length > NAMED && <List.Item>{t('lost.more', { count: entries.length - NAMED })}</List.Item>}
      </List>
    </>
  )
}

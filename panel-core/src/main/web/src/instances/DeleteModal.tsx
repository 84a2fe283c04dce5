import { Checkbox, List, Text } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ConfirmModal } from '../ui/ConfirmModal'
import { remove } from './actions'
import { actOnMany } from './bulk'
import type { Instance } from './instance'

const NAMED = 8

interface Props {
  /** What is to go; null while nobody asks. */
  instances: readonly Instance[] | null
  onClose: () => void
  onDeleted: () => void
}

/** Asks whether the files go too, and for the name (of many: how many) where they do. */
export function DeleteModal({ instances, onClose, onDeleted }: Props) {
  const { t } = useTranslation('instances')
  const [files, setFiles] = useState(false)
  const going = instances ?? []
  useEffect(() => setFiles(false), [instances])
  const one = going.length === 1 ? going[0] : undefined

  async function confirm() {
    if (one !== undefined) {
      await remove(one, files)
    } else {
      void actOnMany('delete', going, (each) => remove(each, files))
    }
    onDeleted()
  }

  return (
    <ConfirmModal
      opened={instances !== null}
      onClose={onClose}
      title={one === undefined ? t('delete.titleMany', { count: going.length }) : t('delete.title', { name: one.name })}
      action={files ? t('delete.withFiles') : t('actions.delete')}
      onConfirm={confirm}
      typed={files ? (one?.name ?? String(going.length)) : undefined}
    >
      {one === undefined && (
        <List size="sm">
          {going.slice(0, NAMED).map((each) => (
            <List.Item key={`${each.daemon}/${each.id}`}>
              <bdi>{each.name}</bdi>
            </List.Item>
          ))}
          {going.length > NAMED && <List.Item>{t('delete.more', { count: going.length - NAMED })}</List.Item>}
        </List>
      )}
      <Text size="sm">{t('delete.text')}</Text>
      <Checkbox
        label={t('delete.files')}
        description={t('delete.filesText')}
        checked={files}
        onChange={(event) => setFiles(event.currentTarget.checked)}
      />
    </ConfirmModal>
  )
}

import { ActionIcon, Alert, Badge, Button, Group, Loader, Text, Tooltip } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useBlocker } from '@tanstack/react-router'
import { ArrowLeft, Download, FileWarning, Save } from 'lucide-react'
import { lazy, Suspense, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../api/problem'
import { download } from '../transfers/download'
import type { Target } from '../transfers/fileTag'
import { ConfirmModal } from '../ui/ConfirmModal'
import { EmptyState } from '../ui/EmptyState'
import { bytes } from '../ui/format'
import { Loaded } from '../ui/Loaded'
import { notifyDone, notifyProblem } from '../ui/notify'
import { ChangedModal } from './ChangedModal'
import type { Editor } from './codemirror'
import { type Condition, loadText, MOST_TEXT, saveText } from './content'
import { nameOf, shown } from './paths'
import { filesChanged } from './queries'
import { lineEndOf, type Text as Content } from './text'

const TextArea = lazy(() => import('./TextArea'))

interface Props {
  target: Target
  mayWrite: boolean
  /** A name beside this one that is free. */
  otherName: string
  onClose: () => void
}

/** A text file, open to be changed. */
export function FileEditor({ target, mayWrite, otherName, onClose }: Props) {
  const { t } = useTranslation('files')
  const query = useQuery({
    queryKey: ['file', target.daemon, target.instance, target.path],
    queryFn: ({ signal }) => loadText(target, signal),
    // What is being edited must not be read again because something else has changed.
    staleTime: 'static',
    gcTime: 0,
    refetchOnWindowFocus: false,
  })
  return (
    <Loaded query={query} lines={10}>
      {(loaded) =>
        'refused' in loaded ? (
          <EmptyState
            icon={FileWarning}
            title={shown(nameOf(target.path))}
            text={
              loaded.refused === 'large'
                ? t('editor.large', { size: bytes(loaded.size), most: bytes(MOST_TEXT) })
                : t('editor.binary')
            }
          >
            <Group gap="xs">
              <Button variant="default" onClick={onClose}>
                {t('editor.back')}
              </Button>
              <Button leftSection={<Download size={16} aria-hidden />} onClick={() => void download([target]).catch(notifyProblem)}>
                {t('download')}
              </Button>
            </Group>
          </EmptyState>
        ) : (
          <Opened
            key={query.dataUpdatedAt}
            {...{ target, mayWrite, otherName, onClose }}
            content={loaded}
            onReload={async () => void (await query.refetch())}
          />
        )
      }
    </Loaded>
  )
}

function Opened(props: Props & { content: Content; onReload: () => Promise<void> }) {
  const { target, mayWrite, content, onClose } = props
  const { t } = useTranslation('files')
  const editor = useRef<Editor | null>(null)
  const tag = useRef(content.tag)
  const [dirty, setDirty] = useState(false)
  const [busy, setBusy] = useState(false)
  const [changed, setChanged] = useState(false)
  const name = shown(nameOf(target.path))
  const leaving = useBlocker({ shouldBlockFn: () => dirty, enableBeforeUnload: () => dirty, withResolver: true })

  async function write(to: Target, condition: Condition): Promise<void> {
    const text = editor.current?.text()
    if (text === undefined) {
      return
    }
    const next = await saveText(to, text, content.hasMark, condition)
    if (to.path === target.path) {
      tag.current = next
    }
    setDirty(editor.current?.text() !== text)
    notifyDone(t('editor.saved'))
    void filesChanged(target.daemon, target.instance)
  }

  async function save(): Promise<void> {
    if (!mayWrite || busy) {
      return
    }
    setBusy(true)
    try {
      await write(target, tag.current === null ? 'any' : { ifMatch: tag.current })
    } catch (thrown) {
      if (Problem.of(thrown).status === 412) {
        setChanged(true)
      } else {
        notifyProblem(thrown)
      }
    } finally {
      setBusy(false)
    }
  }

  return (
    <>
      <Group gap="xs" wrap="nowrap">
        <Tooltip label={t('editor.back')}>
          <ActionIcon variant="subtle" color="gray" aria-label={t('editor.back')} onClick={onClose}>
            <ArrowLeft size={18} aria-hidden />
          </ActionIcon>
        </Tooltip>
        <Text fw={600} truncate flex={1} style={{ unicodeBidi: 'isolate' }}>
          {name}
        </Text>
        {dirty && <Badge color="orange">{t('editor.unsaved')}</Badge>}
        {mayWrite && (
          <Button size="xs" leftSection={<Save size={14} aria-hidden />} loading={busy} disabled={!dirty} onClick={() => void save()}>
            {t('editor.save')}
          </Button>
        )}
      </Group>
      {!mayWrite && (
        <Alert color="gray" p="xs">
          {t('editor.readOnly')}
        </Alert>
      )}
      {lineEndOf(content.text) === null && <Text size="xs" c="dimmed">{t('editor.mixed')}</Text>}
      <Suspense fallback={<Loader size="sm" />}>
        <TextArea
          name={name}
          text={content.text}
          readOnly={!mayWrite}
          editor={editor}
          onChange={() => setDirty(true)}
          onSave={() => void save()}
        />
      </Suspense>
      <ChangedModal
        opened={changed}
        name={name}
        other={props.otherName}
        onClose={() => setChanged(false)}
        onOverwrite={() => write(target, 'any')}
        onReload={props.onReload}
        onBoth={() => write({ ...target, path: target.path.slice(0, -nameOf(target.path).length) + props.otherName }, 'new')}
      />
      <ConfirmModal
        opened={leaving.status === 'blocked'}
        onClose={() => leaving.reset?.()}
        title={t('editor.discard.title')}
        action={t('editor.discard.leave')}
        onConfirm={() => Promise.resolve(leaving.proceed?.())}
      >
        <Text size="sm">{t('editor.discard.text', { name })}</Text>
      </ConfirmModal>
    </>
  )
}

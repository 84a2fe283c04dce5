import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { FolderOpen, SearchX } from 'lucide-react'
import { type DragEvent, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FileEntry } from '../api/schema'
import type { Instance } from '../instances/instance'
import { useMay } from '../session/permissions'
import { download } from '../transfers/download'
import { EmptyState } from '../ui/EmptyState'
import { Loaded } from '../ui/Loaded'
import { notifyProblem } from '../ui/notify'
import { ConflictModal } from './ConflictModal'
import { dropped, givenFiles } from './dropped'
import { type Dialog, FileDialogs } from './FileDialogs'
import { FileList } from './FileList'
import classes from './files.module.css'
import { FilesBar } from './FilesBar'
import type { FileSort, FilesSearch } from './filesSearch'
import { ordered } from './order'
import { join, nameOf, shown } from './paths'
import { directoryQuery } from './queries'
import { SelectionBar } from './SelectionBar'
import { useUploads } from './useUploads'

const route = getRouteApi('/inside/instances/$daemon/$instance/files')
const FILES = '/instances/$daemon/$instance/files'
const NONE: readonly FileEntry[] = []

/** One directory, and what can be done in it. */
export function Directory({ instance, path }: { instance: Instance; path: string }) {
  const { t } = useTranslation('files')
  const search: FilesSearch = route.useSearch()
  const { sort = 'name', q = '' } = search
  const down = search.down === true
  const navigate = route.useNavigate()
  const may = useMay()
  const at = { daemon: instance.daemon, instance: instance.id }
  const can = (permission: 'files.read' | 'files.write' | 'files.delete') => may(permission, at.daemon, at.instance)
  const query = useQuery(directoryQuery(at.daemon, at.instance, path))
  const entries = query.data ?? NONE
  const shownEntries = useMemo(() => ordered(entries, sort, down, q), [entries, sort, down, q])
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set())
  const [dialog, setDialog] = useState<Dialog | null>(null)
  const [over, setOver] = useState(false)
  const uploads = useUploads(instance, path, entries)
  const selected = useMemo(() => shownEntries.filter((entry) => marked.has(entry.name)), [shownEntries, marked])
  const files = selected.filter((entry) => entry.type === 'file')

  const here = { to: FILES, params: at } as const
  const change = (next: Partial<FilesSearch>) =>
    void navigate({ ...here, search: (now: FilesSearch) => ({ ...now, ...next }), replace: true })
  const edit = (file: string) => void navigate({ ...here, search: { edit: file } })
  const fetchFiles = (wanted: readonly FileEntry[]) =>
    void download(wanted.map((entry) => ({ ...at, path: join(path, entry.name) }))).catch((fault: unknown) => notifyProblem(fault))

  function onSort(column: FileSort) {
    change({ sort: column === 'name' ? undefined : column, down: column === sort && !down ? true : undefined })
  }

  function onDrop(event: DragEvent) {
    event.preventDefault()
    setOver(false)
    void dropped(event.dataTransfer).then(uploads.begin, notifyProblem)
  }

  const canDrop = can('files.write')
  const place = path === '' ? t('root') : shown(nameOf(path))
  return (
    <>
      <FilesBar
        daemon={at.daemon}
        instance={at.instance}
        path={path}
        wanted={q}
        onWanted={(text) => change({ q: text === '' ? undefined : text })}
        busy={query.isFetching}
        onRefresh={() => void query.refetch()}
        mayWrite={canDrop}
        onUpload={(given) => void uploads.begin(givenFiles(given))}
        onNew={(kind) => setDialog({ kind })}
      />
      <div
        className={classes.inner}
        onDragOver={(event) => {
          if (canDrop && event.dataTransfer.types.includes('Files')) {
            event.preventDefault()
            setOver(true)
          }
        }}
        onDragLeave={(event) => {
          if (!event.currentTarget.contains(event.relatedTarget as Node | null)) {
            setOver(false)
          }
        }}
        onDrop={canDrop ? onDrop : undefined}
      >
        <Loaded query={query} lines={8}>
          {() =>
            entries.length === 0 ? (
              <EmptyState icon={FolderOpen} title={t('empty')} text={canDrop ? t('emptyText') : undefined} />
            ) : shownEntries.length === 0 ? (
              <EmptyState icon={SearchX} title={t('nothing')} />
            ) : (
              <FileList
                label={t('list', { name: place })}
                at={{ ...at, directory: path }}
                entries={shownEntries}
                sort={sort}
                down={down}
                onSort={onSort}
                selected={new Set(selected.map((entry) => entry.name))}
                onSelected={setMarked}
                canOpen={can('files.read')}
                actions={{
                  open: (entry) => edit(join(path, entry.name)),
                  download: can('files.read') ? (entry) => fetchFiles([entry]) : undefined,
                  rename: canDrop ? (entry) => setDialog({ kind: 'rename', entry }) : undefined,
                  move: canDrop ? (entry) => setDialog({ kind: 'move', entries: [entry] }) : undefined,
                  remove: can('files.delete') ? (entry) => setDialog({ kind: 'delete', entries: [entry] }) : undefined,
                }}
              />
            )
          }
        </Loaded>
        <Text size="xs" c="dimmed">
          {entries.length > 0 && t('count', { count: shownEntries.length })}
        </Text>
        {over && <div className={classes.drop}>{t('dropHere', { name: place })}</div>}
      </div>
      <SelectionBar
        count={selected.length}
        onDownload={can('files.read') && files.length > 0 ? () => fetchFiles(files) : undefined}
        onMove={canDrop ? () => setDialog({ kind: 'move', entries: selected }) : undefined}
        onDelete={can('files.delete') ? () => setDialog({ kind: 'delete', entries: selected }) : undefined}
        onNone={() => setMarked(new Set())}
      />
      <FileDialogs
        dialog={dialog}
        at={at}
        directory={path}
        taken={new Set(entries.map((entry) => entry.name))}
        onClose={() => setDialog(null)}
        onGone={() => setMarked(new Set())}
        onNewFile={edit}
      />
      <ConflictModal question={uploads.question} />
    </>
  )
}

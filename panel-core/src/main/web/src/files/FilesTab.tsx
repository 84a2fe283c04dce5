import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { type ReactNode, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Instance } from '../instances/instance'
import { useMay } from '../session/permissions'
import { useRestOfWindow } from '../ui/useRestOfWindow'
import { Directory } from './Directory'
import { FileEditor } from './FileEditor'
import type { FilesSearch } from './filesSearch'
import classes from './files.module.css'
import { freeName, nameOf, parentOf } from './paths'
import { directoryQuery } from './queries'

const route = getRouteApi('/inside/instances/$daemon/$instance/files')

/** The files of an instance: one directory, or one file that is edited. */
export function FilesTab({ instance }: { instance: Instance }): ReactNode {
  const { t } = useTranslation('files')
  const search: FilesSearch = route.useSearch()
  const navigate = route.useNavigate()
  const may = useMay()
  const frame = useRef<HTMLDivElement>(null)
  const height = useRestOfWindow(frame)
  const directory = search.edit === undefined ? (search.path ?? '') : parentOf(search.edit)
  const { data } = useQuery(directoryQuery(instance.daemon, instance.id, directory))
  const taken = new Set((data ?? []).map((entry) => entry.name))
  return (
    <div ref={frame} className={classes.frame} style={{ height }}>
      {search.edit === undefined ? (
        <Directory key={directory} instance={instance} path={directory} />
      ) : may('files.read', instance.daemon, instance.id) ? (
        <FileEditor
          key={search.edit}
          target={{ daemon: instance.daemon, instance: instance.id, path: search.edit }}
          mayWrite={may('files.write', instance.daemon, instance.id)}
          otherName={freeName(nameOf(search.edit), taken)}
          onClose={() =>
            void navigate({
              to: '/instances/$daemon/$instance/files',
              params: { daemon: instance.daemon, instance: instance.id },
              search: directory === '' ? {} : { path: directory },
            })
          }
        />
      ) : (
        <Text>{t('mayNotRead')}</Text>
      )}
    </div>
  )
}

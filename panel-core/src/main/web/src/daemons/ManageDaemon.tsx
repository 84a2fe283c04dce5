import { Button, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { PencilLine, Unplug } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Node } from '../api/schema'
import { queries } from '../app/queries'
import { ConfirmModal } from '../ui/ConfirmModal'
import { count } from '../ui/format'
import { NameModal } from '../ui/NameModal'
import { notifyDone } from '../ui/notify'
import { changeDaemon, forgetDaemon } from './changes'
import { daemonsQuery, summaryQuery } from './queries'

/** Gives the daemon another name, or has the panel forget it. */
export function ManageDaemon({ daemon }: { daemon: Node }) {
  const { t } = useTranslation('daemons')
  const navigate = useNavigate()
  const { data: summary } = useQuery(summaryQuery)
  const total = summary?.daemons.find((each) => each.daemon === daemon.id)?.total
  const [renaming, rename] = useDisclosure(false)
  const [removing, remove] = useDisclosure(false)

  async function forget() {
    await forgetDaemon(daemon.id)
    notifyDone(t('removed', { name: daemon.name }))
    await navigate({ to: '/daemons' })
    await Promise.all([
      queries.invalidateQueries({ queryKey: daemonsQuery.queryKey, exact: true }),
      queries.invalidateQueries({ queryKey: ['instances'] }),
    ])
  }

  return (
    <>
      <Button variant="default" leftSection={<PencilLine size={16} aria-hidden />} onClick={rename.open}>
        {t('rename')}
      </Button>
      <Button
        variant="default"
        c="var(--mantine-color-error)"
        leftSection={<Unplug size={16} aria-hidden />}
        onClick={remove.open}
      >
        {t('remove')}
      </Button>
      <NameModal
        opened={renaming}
        onClose={rename.close}
        title={t('renameTitle', { name: daemon.name })}
        label={t('name')}
        name={daemon.name}
        onSave={(name) => changeDaemon(daemon.id, { name })}
      />
      <ConfirmModal
        opened={removing}
        onClose={remove.close}
        title={t('removeTitle', { name: daemon.name })}
        action={t('remove')}
        onConfirm={forget}
      >
        <Text size="sm">{t('removeText')}</Text>
        <Text size="sm">{t('removeGoesOn')}</Text>
        <Text size="sm">{t('removeJoin')}</Text>
        {total !== undefined && (
          <Text size="sm" fw={600}>
            {t('removeInstances', { count: total, formatted: count(total) })}
          </Text>
        )}
      </ConfirmModal>
    </>
  )
}

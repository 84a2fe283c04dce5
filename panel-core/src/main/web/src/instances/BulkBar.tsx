import { ActionIcon, Button, Paper, Text } from '@mantine/core'
import { Trash2, X } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../session/permissions'
import { ConfirmModal } from '../ui/ConfirmModal'
import { count } from '../ui/format'
import { ACTION_ICONS } from './actionIcons'
import { actOnMany } from './bulk'
import { DeleteModal } from './DeleteModal'
import { ACTIONS, type Instance, isOffered } from './instance'
import classes from './list.module.css'

/** What can be done with the chosen rows; each button counts those of them that it is for. */
export function BulkBar({ chosen, onClear }: { chosen: readonly Instance[]; onClear: () => void }) {
  const { t } = useTranslation('instances')
  const may = useMay()
  const [killing, setKilling] = useState<readonly Instance[] | null>(null)
  const [deleting, setDeleting] = useState<readonly Instance[] | null>(null)
  const deletable = chosen.filter(
    (each) => isOffered('restart', each.state) && isAtRest(each) && may('instances.delete', each.daemon, each.id),
  )
  return (
    <>
      {chosen.length > 0 && (
        <Paper withBorder shadow="md" className={classes.bar} role="toolbar" aria-label={t('bulk.bar')}>
          <Text size="sm" fw={600} role="status">
            {t('bulk.selected', { count: chosen.length })}
          </Text>
          {ACTIONS.map((action) => {
            const fit = chosen.filter(
              (each) => isOffered(action, each.state) && may(`instances.${action}`, each.daemon, each.id),
            )
            const Icon = ACTION_ICONS[action]
            return fit.length === 0 ? null : (
              <Button
                key={action}
                size="xs"
                variant="default"
                leftSection={<Icon size={14} aria-hidden />}
                onClick={() => (action === 'kill' ? setKilling(fit) : void actOnMany(action, fit))}
              >
                {t(`actions.${action}`)} {count(fit.length)}
              </Button>
            )
          })}
          {deletable.length > 0 && (
            <Button
              size="xs"
              variant="default"
              c="red"
              leftSection={<Trash2 size={14} aria-hidden />}
              onClick={() => setDeleting(deletable)}
            >
              {t('actions.delete')} {count(deletable.length)}
            </Button>
          )}
          <ActionIcon variant="subtle" color="gray" aria-label={t('bulk.clear')} onClick={onClear}>
            <X size={16} aria-hidden />
          </ActionIcon>
        </Paper>
      )}
      <ConfirmModal
        opened={killing !== null}
        onClose={() => setKilling(null)}
        title={t('kill.titleMany', { count: killing?.length ?? 0 })}
        action={t('actions.kill')}
        onConfirm={async () => void actOnMany('kill', killing ?? [])}
      >
        <Text size="sm">{t('kill.text')}</Text>
      </ConfirmModal>
      <DeleteModal instances={deleting} onClose={() => setDeleting(null)} onDeleted={onClear} />
    </>
  )
}

const isAtRest = ({ state }: Instance) => state === 'stopped' || state === 'crashed'

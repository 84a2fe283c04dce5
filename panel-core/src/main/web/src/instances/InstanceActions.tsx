import { Button, Group, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import { useMay } from '../session/permissions'
import { ConfirmModal } from '../ui/ConfirmModal'
import { notifyProblem } from '../ui/notify'
import { useStore } from '../ui/store'
import { ACTION_ICONS } from './actionIcons'
import { act, pending } from './actions'
import { type Action, ACTIONS, type Instance, isOffered, keyOf } from './instance'

/** Start, Stop, Restart and Kill, as far as one may and the state allows. */
export function InstanceActions({ instance }: { instance: Instance }) {
  const { t } = useTranslation('instances')
  const may = useMay()
  const asked = useStore(pending).get(keyOf(instance))
  const [killing, kill] = useDisclosure(false)
  const run = (action: Action) =>
    act(instance, action).catch((thrown: unknown) =>
      notifyProblem(thrown, t(`failed.${action}`, { name: instance.name })),
    )
  return (
    <Group gap="xs">
      {ACTIONS.filter((action) => may(`instances.${action}`, instance.daemon, instance.id)).map((action) => {
        const Icon = ACTION_ICONS[action]
        return (
          <Button
            key={action}
            variant={action === 'start' && isOffered('start', instance.state) ? 'filled' : 'default'}
            leftSection={<Icon size={16} aria-hidden />}
            loading={asked === action}
            disabled={!isOffered(action, instance.state) || (asked !== undefined && asked !== action)}
            onClick={() => (action === 'kill' ? kill.open() : void run(action))}
          >
            {t(`actions.${action}`)}
          </Button>
        )
      })}
      <ConfirmModal
        opened={killing}
        onClose={kill.close}
        title={t('kill.title', { name: instance.name })}
        action={t('actions.kill')}
        onConfirm={() => act(instance, 'kill')}
      >
        <Text size="sm">{t('kill.text')}</Text>
      </ConfirmModal>
    </Group>
  )
}

import { ActionIcon, Tooltip } from '@mantine/core'
import { Play, Square } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../session/permissions'
import { notifyProblem } from '../ui/notify'
import { act } from './actions'
import { type Action, type Instance, isOffered } from './instance'

/** Starts what stands still, stops what runs, without opening its page. */
export function QuickAction({ instance, asked }: { instance: Instance; asked: Action | undefined }) {
  const { t } = useTranslation('instances')
  const may = useMay()
  const action = isOffered('start', instance.state) ? 'start' : 'stop'
  if (!isOffered(action, instance.state) || !may(`instances.${action}`, instance.daemon, instance.id)) {
    return null
  }
  const label = t(`quick.${action}`, { name: instance.name })
  const Icon = action === 'start' ? Play : Square
  return (
    <Tooltip label={t(`actions.${action}`)}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="sm"
        aria-label={label}
        loading={asked !== undefined}
        onClick={() => act(instance, action).catch((thrown: unknown) => notifyProblem(thrown, label))}
      >
        <Icon size={14} aria-hidden />
      </ActionIcon>
    </Tooltip>
  )
}

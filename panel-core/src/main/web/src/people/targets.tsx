import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { daemonsQuery, namedInstancesQuery } from '../daemons/queries'
import { GRANTABLE, type Grantable } from '../session/may'

/** The place of an instance in a grant that holds on the daemon itself and all its instances. */
export const WHOLE = '*'

const OF_DAEMONS: readonly Grantable[] = ['instances.create', 'host.view']

/** What makes sense on that target: on one instance nothing that is asked of the daemon itself. */
export const offeredOn = (instance: string): readonly Grantable[] =>
  instance === WHOLE ? GRANTABLE : GRANTABLE.filter((permission) => !OF_DAEMONS.includes(permission))

/** What a grant holds on, in words; an id stands in for a name that is not known just now. */
export function useTargetName(daemon: string, instance: string): string {
  const { t } = useTranslation('people')
  const { data: daemons } = useQuery(daemonsQuery)
  const { data: named } = useQuery({ ...namedInstancesQuery(daemon, instance), enabled: instance !== WHOLE })
  const daemonName = daemons?.find((each) => each.id === daemon)?.name ?? daemon
  return instance === WHOLE
    ? t('wholeOf', { daemon: daemonName })
    : t('oneOf', {
        instance: named?.find((each) => each.id === instance)?.name ?? instance,
        daemon: daemonName,
      })
}

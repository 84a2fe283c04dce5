import { Anchor, Breadcrumbs, Text } from '@mantine/core'
import { Link, useRouterState } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useStore, Store } from '../ui/store'

/** The names of things that a path has ids of; a page puts its own here while it is shown. */
export const crumbNames = new Store<ReadonlyMap<string, string>>(new Map())

/** Says what an id in the address is called. */
export function nameCrumb(id: string, name: string): void {
  if (crumbNames.get().get(id) !== name) {
    crumbNames.update((names) => new Map(names).set(id, name))
  }
}

const PLACES = ['instances', 'daemons', 'people', 'audit', 'account'] as const

/** Where I am: the place, then what is open in it. */
export function Crumbs() {
  const { t } = useTranslation('shell')
  const names = useStore(crumbNames)
  const path = useRouterState({ select: (state) => state.location.pathname })
  const [first, ...rest] = path.split('/').filter((segment) => segment !== '').map(decodeURIComponent)
  const place = PLACES.find((name) => name === first)
  const inner = rest.findLast((segment) => names.has(segment))
  return (
    <Breadcrumbs separator="/" separatorMargin={6} miw={0} styles={{ root: { flexWrap: 'nowrap' } }}>
      {place === undefined ? (
        <Text size="sm" fw={600}>
          {first === undefined ? t('places.home') : 'Signalbox'}
        </Text>
      ) : (
        <Anchor component={Link} to={`/${place}`} size="sm" c="inherit" fw={inner === undefined ? 600 : undefined}>
          {t(`places.${place}`)}
        </Anchor>
      )}
      {inner !== undefined && (
        <Text size="sm" fw={600} truncate maw="40vw">
          {names.get(inner)}
        </Text>
      )}
    </Breadcrumbs>
  )
}

import { useQuery } from '@tanstack/react-query'
import { useMantineColorScheme } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { Languages, LogOut, type LucideIcon, Moon, Play, Plus, Server, Square, SquareTerminal, Sun, User, UserCog } from 'lucide-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { daemonsQuery } from '../daemons/queries'
import { changeLanguage, language, LANGUAGES, type Language } from '../i18n'
import { act } from '../instances/actions'
import { isOffered, keyOf } from '../instances/instance'
import { instancesQuery } from '../instances/queries'
import { usersQuery } from '../people/queries'
import { mayOf } from '../session/may'
import { signOut, useSession } from '../session/session'
import { notifyProblem } from '../ui/notify'
import { placesOf } from './places'
import type { Entry } from './rank'

export interface PaletteEntry extends Entry {
  readonly icon: LucideIcon
  readonly run: () => void
}

/** All that the palette can lead to or do; asked for when it is opened. */
export function usePaletteEntries(): readonly PaletteEntry[] {
  return [...usePages(), ...useThings(), ...useDeeds()]
}

function usePages(): readonly PaletteEntry[] {
  const { t } = useTranslation('shell')
  const navigate = useNavigate()
  const session = useSession()
  const { data: daemons } = useQuery(daemonsQuery)
  const pages: PaletteEntry[] = placesOf(session).map(({ name, to, icon }) => ({
    id: `page ${name}`,
    label: t(`places.${name}`),
    icon,
    run: () => void navigate({ to }),
  }))
  pages.push({
    id: 'page account',
    label: t('places.account'),
    icon: UserCog,
    run: () => void navigate({ to: '/account' }),
  })
  const may = mayOf(session)
  if (daemons?.some((each) => may('instances.create', each.id))) {
    pages.push({
      id: 'new instance',
      label: t('palette.newInstance'),
      icon: Plus,
      run: () => void navigate({ to: '/instances/new' }),
    })
  }
  if (may('daemons.manage')) {
    pages.push({
      id: 'add daemon',
      label: t('palette.addDaemon'),
      icon: Plus,
      run: () => void navigate({ to: '/daemons', search: { add: true } }),
    })
  }
  return pages
}

function useThings(): readonly PaletteEntry[] {
  const { t } = useTranslation('shell')
  const navigate = useNavigate()
  const session = useSession()
  const { data: instances } = useQuery(instancesQuery)
  const { data: daemons } = useQuery(daemonsQuery)
  const { data: users } = useQuery({ ...usersQuery, enabled: session.permissions.includes('users.manage') })
  return useMemo(() => {
    const things: PaletteEntry[] = []
    const may = mayOf(session)
    for (const instance of instances ?? []) {
      const { daemon, id, name } = instance
      const key = keyOf(instance)
      things.push({
        id: key,
        label: name,
        hint: id,
        icon: SquareTerminal,
        run: () =>
          void navigate({ to: '/instances/$daemon/$instance/console', params: { daemon, instance: id } }),
      })
      for (const action of ['start', 'stop'] as const) {
        if (isOffered(action, instance.state) && may(`instances.${action}`, daemon, id)) {
          const label = t(`palette.${action}`, { name })
          const run = () => void act(instance, action).catch((thrown: unknown) => notifyProblem(thrown, label))
          things.push({ id: `${action} ${key}`, label, icon: action === 'start' ? Play : Square, run })
        }
      }
    }
    for (const { id, name } of daemons ?? []) {
      const run = () => void navigate({ to: '/daemons/$daemon', params: { daemon: id } })
      things.push({ id: `daemon ${id}`, label: name, hint: id, icon: Server, run })
    }
    for (const { id, username } of users ?? []) {
      const run = () => void navigate({ to: '/people/$user', params: { user: id } })
      things.push({ id: `user ${id}`, label: username, hint: id, icon: User, run })
    }
    return things
  }, [instances, daemons, users, session, navigate, t])
}

function useDeeds(): readonly PaletteEntry[] {
  const { t } = useTranslation('shell')
  const { setColorScheme } = useMantineColorScheme()
  return [
    { id: 'light', label: t('palette.light'), icon: Sun, run: () => setColorScheme('light') },
    { id: 'dark', label: t('palette.dark'), icon: Moon, run: () => setColorScheme('dark') },
    ...(Object.keys(LANGUAGES) as Language[])
      .filter((key) => key !== language())
      .map((key) => ({ id: key, label: LANGUAGES[key], icon: Languages, run: () => void changeLanguage(key) })),
    { id: 'sign out', label: t('account.signOut'), icon: LogOut, run: () => void signOut() },
  ]
}

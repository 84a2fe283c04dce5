import { Group } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useSession } from '../session/session'
import { placesOf } from './places'
import classes from './shell.module.css'

/** The rail of a narrow screen. */
export function BottomBar() {
  const { t } = useTranslation('shell')
  return (
    <Group gap={0} h="100%" wrap="nowrap" justify="space-around">
      {placesOf(useSession()).map(({ name, to, icon: Icon }) => (
        <Link key={name} to={to} activeOptions={{ exact: to === '/' }} className={classes.tab}>
          <Icon size={20} aria-hidden />
          {t(`places.${name}`)}
        </Link>
      ))}
    </Group>
  )
}

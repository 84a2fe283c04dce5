import { Stack, Tooltip } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useSession } from '../session/session'
import { placesOf } from './places'
import classes from './shell.module.css'

export function Rail({ labelled }: { labelled: boolean }) {
  const { t } = useTranslation('shell')
  return (
    <Stack gap={2} p={8}>
      {placesOf(useSession()).map(({ name, to, icon: Icon }) => (
        <Tooltip key={name} label={t(`places.${name}`)} position="right" disabled={labelled}>
          <Link
            to={to}
            activeOptions={{ exact: to === '/' }}
            className={classes.entry}
            data-icon-only={labelled ? undefined : true}
            aria-label={t(`places.${name}`)}
          >
            <Icon size={18} aria-hidden />
            {labelled && t(`places.${name}`)}
          </Link>
        </Tooltip>
      ))}
    </Stack>
  )
}

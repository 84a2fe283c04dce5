import { Link } from '@tanstack/react-router'
import { Server, Stethoscope } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import classes from '../instances/page.module.css'
import { useMay } from '../session/permissions'

/** The parts of a daemon, each with an address of its own; nothing where there is one only. */
export function DaemonTabs({ daemon }: { daemon: string }) {
  const { t } = useTranslation('daemons')
  const may = useMay()
  if (!may('daemons.manage')) {
    return null
  }
  return (
    <nav className={classes.tabs} aria-label={t('tabs.label')}>
      <Link to="/daemons/$daemon" params={{ daemon }} className={classes.tab} activeOptions={{ exact: true }}>
        <Server size={16} aria-hidden />
        {t('tabs.overview')}
      </Link>
      <Link to="/daemons/$daemon/diagnosis" params={{ daemon }} className={classes.tab}>
        <Stethoscope size={16} aria-hidden />
        {t('tabs.diagnosis')}
      </Link>
    </nav>
  )
}

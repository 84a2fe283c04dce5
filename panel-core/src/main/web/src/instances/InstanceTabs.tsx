import { Link } from '@tanstack/react-router'
import { Activity, FolderOpen, Settings, SquareTerminal } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Permission } from '../session/may'
import { useMay } from '../session/permissions'
import type { Instance } from './instance'
import classes from './page.module.css'

const TABS = [
  { name: 'console', to: '/instances/$daemon/$instance/console', icon: SquareTerminal },
  { name: 'files', to: '/instances/$daemon/$instance/files', icon: FolderOpen },
  { name: 'settings', to: '/instances/$daemon/$instance/settings', icon: Settings },
  { name: 'activity', to: '/instances/$daemon/$instance/activity', icon: Activity },
] as const

/** What one needs to be let see a part; the settings are in what everybody sees of an instance. */
export const TAB_PERMISSIONS: Record<(typeof TABS)[number]['name'], Permission> = {
  console: 'console.view',
  files: 'files.view',
  settings: 'instances.view',
  activity: 'audit.view',
}

/** The parts of an instance; each has an address of its own. */
export function InstanceTabs({ instance }: { instance: Instance }) {
  const { t } = useTranslation('instances')
  const may = useMay()
  const { daemon, id } = instance
  return (
    <nav className={classes.tabs} aria-label={t('tabs.label')}>
      {TABS.filter(({ name }) => may(TAB_PERMISSIONS[name], daemon, id)).map(({ name, to, icon: Icon }) => (
        <Link key={name} to={to} params={{ daemon, instance: id }} className={classes.tab}>
          <Icon size={16} aria-hidden />
          {t(`tabs.${name}`)}
        </Link>
      ))}
    </nav>
  )
}

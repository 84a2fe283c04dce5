import { Loader } from '@mantine/core'
import { LockKeyhole } from 'lucide-react'
import { type ComponentType, lazy, type ReactNode, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import type { Permission } from '../session/may'
import { useMay } from '../session/permissions'
import { EmptyState } from '../ui/EmptyState'
import { ActivityTab } from './ActivityTab'
import { useInstance } from './InstanceContext'
import { TAB_PERMISSIONS } from './InstanceTabs'
import { type Instance, keyOf } from './instance'
import { SettingsTab } from './SettingsTab'

const ConsoleTab = lazy(async () => ({ default: (await import('../console/ConsoleTab')).ConsoleTab }))
const FilesTab = lazy(async () => ({ default: (await import('../files/FilesTab')).FilesTab }))

/** A tab that comes when it is first opened; another instance is another tab, with nothing left of the first. */
function TabOf({ component: Tab, needs }: { component: ComponentType<{ instance: Instance }>; needs: Permission }) {
  const { t } = useTranslation('instances')
  const instance = useInstance()
  const may = useMay()
  if (!may(needs, instance.daemon, instance.id)) {
    return (
      <EmptyState
        icon={LockKeyhole}
        title={t('tabs.denied')}
        text={t('tabs.deniedText', { permission: needs })}
      />
    )
  }
  return (
    <Suspense fallback={<Loader size="sm" />}>
      <Tab key={keyOf(instance)} instance={instance} />
    </Suspense>
  )
}

export const ConsoleOfInstance = (): ReactNode => <TabOf component={ConsoleTab} needs={TAB_PERMISSIONS.console} />
export const FilesOfInstance = (): ReactNode => <TabOf component={FilesTab} needs={TAB_PERMISSIONS.files} />
export const SettingsOfInstance = (): ReactNode => <TabOf component={SettingsTab} needs={TAB_PERMISSIONS.settings} />
export const ActivityOfInstance = (): ReactNode => <TabOf component={ActivityTab} needs={TAB_PERMISSIONS.activity} />

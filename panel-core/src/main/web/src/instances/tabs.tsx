import { Loader } from '@mantine/core'
import { type ComponentType, lazy, Suspense } from 'react'
import { ActivityTab } from './ActivityTab'
import { useInstance } from './InstanceContext'
import type { Instance } from './instance'
import { SettingsTab } from './SettingsTab'

const ConsoleTab = lazy(async () => ({ default: (await import('../console/ConsoleTab')).ConsoleTab }))
const FilesTab = lazy(async () => ({ default: (await import('../files/FilesTab')).FilesTab }))

/** A tab that comes when it is first opened; another instance is another tab, with nothing left of the first. */
function TabOf({ component: Component }: { component: ComponentType<{ instance: Instance }> }) {
  const instance = useInstance()
  return (
    <Suspense fallback={<Loader size="sm" />}>
      <Component key={`${instance.daemon}/${instance.id}`} instance={instance} />
    </Suspense>
  )
}

export const ConsoleOfInstance = () => <TabOf component={ConsoleTab} />
export const FilesOfInstance = () => <TabOf component={FilesTab} />
export const SettingsOfInstance = () => <TabOf component={SettingsTab} />
export const ActivityOfInstance = () => <TabOf component={ActivityTab} />

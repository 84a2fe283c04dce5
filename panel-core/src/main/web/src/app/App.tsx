import { type MantineThemeOverride, MantineProvider, mergeThemeOverrides } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { queries } from './queries'
import { router } from './router'
import { schemeManager } from './scheme'
import { cssVariables, theme } from './theme'

/** All that every page stands on. */
export function App() {
  const { t } = useTranslation()
  const close = t('close')
  const named = useMemo(() => mergeThemeOverrides(theme, closing(close)), [close])
  return (
    <MantineProvider theme={named} cssVariablesResolver={cssVariables} defaultColorScheme="auto" colorSchemeManager={schemeManager}>
      <Notifications position="top-center" limit={4} />
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  )
}

/** What the crosses are called that close things. */
function closing(label: string): MantineThemeOverride {
  const defaultProps = { closeButtonProps: { 'aria-label': label } }
  return { components: { Modal: { defaultProps }, Drawer: { defaultProps }, Notification: { defaultProps } } }
}

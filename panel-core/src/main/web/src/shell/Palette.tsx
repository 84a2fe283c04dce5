import { Spotlight, useSpotlight } from '@mantine/spotlight'
import { Search } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { paletteStore } from './paletteStore'

const Found = lazy(async () => ({ default: (await import('./PaletteFound')).PaletteFound }))

/** Ctrl K: go anywhere, or do something, by typing a part of its name. */
export function Palette() {
  const { t } = useTranslation('shell')
  const { opened, query } = useSpotlight(paletteStore)
  return (
    <Spotlight.Root store={paletteStore} shortcut={['mod + K']} scrollable maxHeight="min(70dvh, 460px)">
      <Spotlight.Search
        placeholder={t('palette.placeholder')}
        aria-label={t('palette.placeholder')}
        leftSection={<Search size={18} aria-hidden />}
      />
      <Spotlight.ActionsList>
        {opened && (
          <Suspense>
            <Found query={query} />
          </Suspense>
        )}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  )
}

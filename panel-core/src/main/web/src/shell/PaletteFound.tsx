import { Spotlight } from '@mantine/spotlight'
import { useDeferredValue, useEffect, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { count } from '../ui/format'
import { usePaletteEntries } from './paletteEntries'
import { selectFirst } from './paletteStore'
import { best } from './rank'

const SHOWN = 12

/** What fits; it is put together while the palette is open, and never more of it is drawn than one can look at. */
export function PaletteFound({ query }: { query: string }) {
  const { t } = useTranslation('shell')
  const entries = usePaletteEntries()
  const sought = useDeferredValue(query)
  const { shown, all } = useMemo(() => best(entries, sought, SHOWN), [entries, sought])
  const first = shown[0]?.id
  // Found things come after the typing, when the palette has looked for a first one already.
  useEffect(selectFirst, [sought, first])
  if (all === 0) {
    return <Spotlight.Empty>{t('palette.nothing')}</Spotlight.Empty>
  }
  return (
    <>
      {shown.map(({ id, label, hint, icon: Icon, run }) => (
        <Spotlight.Action
          key={id}
          label={label}
          description={hint}
          leftSection={<Icon size={18} aria-hidden />}
          onClick={run}
          highlightQuery
        />
      ))}
      {all > shown.length && (
        <Spotlight.Footer>{t('palette.more', { count: all - shown.length, shown: count(all - shown.length) })}</Spotlight.Footer>
      )}
    </>
  )
}

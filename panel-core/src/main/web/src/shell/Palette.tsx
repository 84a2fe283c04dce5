import { Spotlight, type SpotlightActionData } from '@mantine/spotlight'
import { useNavigate } from '@tanstack/react-router'
import { Search } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../session/session'
import { placesOf } from './places'

const SHOWN = 12

/** Ctrl K: go anywhere by typing a part of its name. */
export function Palette() {
  const { t } = useTranslation('shell')
  const navigate = useNavigate()
  const actions: SpotlightActionData[] = placesOf(useSession()).map(({ name, to, icon: Icon }) => ({
    id: name,
    label: t(`places.${name}`),
    leftSection: <Icon size={18} aria-hidden />,
    onClick: () => void navigate({ to }),
  }))
  return (
    <Spotlight
      actions={actions}
      limit={SHOWN}
      highlightQuery
      shortcut={['mod + K']}
      nothingFound={t('palette.nothing')}
      searchProps={{
        leftSection: <Search size={18} aria-hidden />,
        placeholder: t('palette.placeholder'),
        'aria-label': t('palette.placeholder'),
      }}
    />
  )
}

import { ActionIcon, Group, Text, TextInput, Tooltip } from '@mantine/core'
import { ChevronDown, ChevronUp, X } from 'lucide-react'
import { type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from '../ui/store'
import type { Found, Screen } from './screen'

/** Finds text in what is shown; Enter goes on, Shift Enter goes back, Escape ends. */
export function SearchBar({ screen, onClose }: { screen: Screen; onClose: () => void }) {
  const { t } = useTranslation('console')
  const found = useStore(screen.found)
  const [term, setTerm] = useState('')

  function close() {
    screen.endSearch()
    onClose()
  }

  function onKey(event: KeyboardEvent) {
    if (event.key === 'Enter') {
      screen.search(term, event.shiftKey ? 'previous' : 'next')
    } else if (event.key === 'Escape') {
      close()
    }
  }

  return (
    <Group gap={4} wrap="nowrap" role="search">
      <TextInput
        size="xs"
        value={term}
        placeholder={t('search.label')}
        aria-label={t('search.label')}
        autoFocus
        flex={1}
        maw={320}
        onChange={(event) => {
          setTerm(event.currentTarget.value)
          screen.search(event.currentTarget.value, 'typed')
        }}
        onKeyDown={onKey}
      />
      <Step label={t('search.previous')} icon={ChevronUp} onClick={() => screen.search(term, 'previous')} />
      <Step label={t('search.next')} icon={ChevronDown} onClick={() => screen.search(term, 'next')} />
      <Text size="xs" c="dimmed" role="status" style={{ whiteSpace: 'nowrap' }}>
        {term === '' ? '' : <Count found={found} />}
      </Text>
      <Step label={t('search.close')} icon={X} onClick={close} />
    </Group>
  )
}

function Step({ label, icon: Icon, onClick }: { label: string; icon: typeof X; onClick: () => void }) {
  return (
    <Tooltip label={label}>
      <ActionIcon variant="subtle" color="gray" aria-label={label} onClick={onClick}>
        <Icon size={16} aria-hidden />
      </ActionIcon>
    </Tooltip>
  )
}

function Count({ found }: { found: Found | null }) {
  const { t } = useTranslation('console')
  if (found === null || found.count === 0) {
    return t('search.none')
  }
  return found.index < 0
    ? t('search.many', { count: found.count })
    : t('search.of', { index: found.index + 1, count: found.count })
}

import { ActionIcon, Group, Tooltip } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { AArrowDown, AArrowUp, ArrowDownToLine, Check, Copy, Eraser, type LucideIcon, Search } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useStore } from '../ui/store'
import { changeFontSize } from './preferences'
import type { Screen } from './screen'

/** What one does with what is shown. */
export function ConsoleTools({ screen, onSearch }: { screen: Screen; onSearch: () => void }) {
  const { t } = useTranslation('console')
  const follows = useStore(screen.follows)
  const clipboard = useClipboard({ timeout: 1500 })
  return (
    <Group gap={2} wrap="nowrap" role="toolbar" aria-label={t('tools.label')}>
      <Tool icon={Search} label={t('tools.search')} onClick={onSearch} />
      <Tool
        icon={clipboard.copied ? Check : Copy}
        label={clipboard.copied ? t('tools.copied') : t('tools.copy')}
        onClick={() => clipboard.copy(screen.text())}
      />
      <Tool icon={Eraser} label={t('tools.clear')} onClick={() => screen.clear()} />
      <Tool icon={AArrowDown} label={t('tools.smaller')} onClick={() => changeFontSize(-1)} />
      <Tool icon={AArrowUp} label={t('tools.larger')} onClick={() => changeFontSize(1)} />
      <Tool icon={ArrowDownToLine} label={t('tools.follow')} onClick={() => screen.follow(!follows)} pressed={follows} />
    </Group>
  )
}

function Tool(props: { icon: LucideIcon; label: string; onClick: () => void; pressed?: boolean }) {
  return (
    <Tooltip label={props.label}>
      <ActionIcon
        variant={props.pressed === true ? 'light' : 'subtle'}
        color={props.pressed === true ? undefined : 'gray'}
        aria-label={props.label}
        aria-pressed={props.pressed}
        onClick={props.onClick}
      >
        <props.icon size={18} aria-hidden />
      </ActionIcon>
    </Tooltip>
  )
}

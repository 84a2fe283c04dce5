import { ActionIcon, Tooltip } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { Check, Copy } from 'lucide-react'
import { useTranslation } from 'react-i18next'

/** Copies a text, and shows for a moment that it did. */
export function CopyButton({ value, label }: { value: string; label?: string }) {
  const { t } = useTranslation()
  const clipboard = useClipboard({ timeout: 1500 })
  const name = clipboard.copied ? t('copied') : (label ?? t('copy'))
  const Icon = clipboard.copied ? Check : Copy
  return (
    <Tooltip label={name}>
      <ActionIcon variant="subtle" color="gray" size="sm" aria-label={name} onClick={() => clipboard.copy(value)}>
        <Icon size={14} aria-hidden />
      </ActionIcon>
    </Tooltip>
  )
}

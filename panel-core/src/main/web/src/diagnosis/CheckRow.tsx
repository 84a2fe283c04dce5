import { Group, Paper, Stack, Text } from '@mantine/core'
import { CircleAlert, CircleCheck, CircleMinus, CircleX, type LucideIcon } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Check, CheckStatus } from '../api/schema'
import { CopyButton } from '../ui/CopyButton'
import classes from '../ui/state.module.css'
import { titleKey } from './checks'

export const LOOKS: Record<CheckStatus, { icon: LucideIcon; color: string; tone: string }> = {
  pass: { icon: CircleCheck, color: 'var(--mantine-color-green-text)', tone: 'good' },
  warn: { icon: CircleAlert, color: 'var(--mantine-color-orange-text)', tone: 'change' },
  fail: { icon: CircleX, color: 'var(--mantine-color-red-text)', tone: 'bad' },
  skip: { icon: CircleMinus, color: 'var(--mantine-color-dimmed)', tone: 'rest' },
}

/** One check: a sign and a word, what was looked at, what was found, and what to do about it. */
export function CheckRow({ check }: { check: Check }) {
  const { t } = useTranslation('diagnosis')
  const { icon: Icon, color, tone } = LOOKS[check.status]
  const key = titleKey(check.id)
  return (
    <Group component="li" gap={8} wrap="nowrap" align="flex-start" data-check={check.id} data-status={check.status}>
      <Icon size={18} color={color} style={{ flex: 'none', marginTop: 2 }} aria-hidden />
      <Stack gap={4} miw={0} flex={1} style={{ overflowWrap: 'anywhere' }}>
        <Group gap={8} align="baseline">
          <Text span size="sm" fw={600}>
            {key === undefined ? check.title : t(`titles.${key}`)}
          </Text>
          <span className={classes.state} data-tone={tone}>
            {t(`status.${check.status}`)}
          </span>
        </Group>
        <Text size="sm" c="dimmed">
          {check.detail}
        </Text>
        {check.remedy !== '' && <Remedy text={check.remedy} />}
      </Stack>
    </Group>
  )
}

function Remedy({ text }: { text: string }) {
  const { t } = useTranslation('diagnosis')
  return (
    <Paper withBorder px="sm" py={6}>
      <Group gap={4} wrap="nowrap" align="flex-start" justify="space-between">
        <Text size="sm">{text}</Text>
        <CopyButton value={text} label={t('copyRemedy')} />
      </Group>
    </Paper>
  )
}

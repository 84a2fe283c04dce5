import { Group, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Check } from '../api/schema'
import { CopyButton } from '../ui/CopyButton'
import { Section } from '../ui/Facts'
import { CheckRow, LOOKS } from './CheckRow'
import { asText, countOf, parts, worst } from './checks'

/** Every check, by what it is about, under a line that says how it came out. */
export function CheckList({ checks }: { checks: readonly Check[] }) {
  const { t } = useTranslation('diagnosis')
  return (
    <Stack gap="md">
      <Group gap="xs">
        <Outcome checks={checks} />
        <CopyButton value={asText(checks)} label={t('copyAll')} />
      </Group>
      {parts(checks).map(({ address, checks: its }) => (
        <Section key={address ?? ''} title={address ?? t('link')}>
          <Stack component="ul" gap="sm" m={0} p={0} style={{ listStyle: 'none' }}>
            {its.map((check) => (
              <CheckRow key={check.id} check={check} />
            ))}
          </Stack>
        </Section>
      ))}
      <Text size="sm" c="dimmed">
        {t('fromThePanel')}
      </Text>
    </Stack>
  )
}

function Outcome({ checks }: { checks: readonly Check[] }) {
  const { t } = useTranslation('diagnosis')
  const status = worst(checks)
  const { icon: Icon, color } = LOOKS[status]
  const faults = countOf(checks, 'fail')
  const warnings = countOf(checks, 'warn')
  const words =
    faults > 0 ? t('faults', { count: faults }) : warnings > 0 ? t('warnings', { count: warnings }) : t('well')
  return (
    <Group gap={6} wrap="nowrap" role="status">
      <Icon size={18} color={color} aria-hidden />
      <Text fw={600}>{words}</Text>
    </Group>
  )
}

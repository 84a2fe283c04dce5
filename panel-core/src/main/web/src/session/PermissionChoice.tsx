import { Checkbox, Chip, Group, SimpleGrid, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Permission } from './may'
import { isChosen, PRESETS, togglePermission, togglePreset } from './presets'

interface Props {
  label: string
  offered: readonly Permission[]
  chosen: readonly string[]
  onChange: (chosen: string[]) => void
  disabled?: boolean
}

/** Permissions by named sets and one by one, each with what it means. */
export function PermissionChoice({ label, offered, chosen, onChange, disabled = false }: Props) {
  const { t } = useTranslation('session')
  return (
    <Stack gap="sm" role="group" aria-label={label}>
      <Group gap="xs">
        {PRESETS.map((preset) => (
          <Chip
            key={preset}
            size="sm"
            checked={isChosen(preset, chosen, offered)}
            disabled={disabled}
            onChange={() => onChange(togglePreset(preset, chosen, offered))}
          >
            {t(`preset.${preset}`)}
          </Chip>
        ))}
      </Group>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm" verticalSpacing="xs">
        {offered.map((permission) => (
          <Checkbox
            key={permission}
            size="sm"
            checked={chosen.includes(permission)}
            disabled={disabled}
            label={t(`permission.${permission}`)}
            description={t(`meaning.${permission}`)}
            onChange={() => onChange(togglePermission(permission, chosen, offered))}
          />
        ))}
      </SimpleGrid>
    </Stack>
  )
}

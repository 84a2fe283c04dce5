import { Group, Progress, Stack, Text } from '@mantine/core'
import { percent } from './format'

const NEARLY_FULL = 0.9

/** How much of something is used: a name, the share as a bar and in words. */
export function Meter({ name, share, words }: { name: string; share: number; words: string }) {
  const bounded = Math.min(1, Math.max(0, share))
  return (
    <Stack gap={4}>
      <Group justify="space-between" gap="xs">
        <Text size="sm">{name}</Text>
        <Text size="sm" c="dimmed">
          {words}
        </Text>
      </Group>
      <Progress
        value={100 * bounded}
        color={bounded >= NEARLY_FULL ? 'red' : undefined}
        aria-label={`${name}: ${percent(bounded)}`}
      />
    </Stack>
  )
}

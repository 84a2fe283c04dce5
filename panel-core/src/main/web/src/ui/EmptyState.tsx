import { Center, Stack, Text, ThemeIcon } from '@mantine/core'
import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

/** What stands where nothing is yet: why, and the way on. */
export function EmptyState(props: { icon: LucideIcon; title: string; text?: string; children?: ReactNode }) {
  return (
    <Center py={48} px="md">
      <Stack align="center" gap="xs" maw={420} ta="center">
        <ThemeIcon size={48} radius="xl" variant="light" color="gray">
          <props.icon size={24} aria-hidden />
        </ThemeIcon>
        <Text fw={600}>{props.title}</Text>
        {props.text !== undefined && (
          <Text size="sm" c="dimmed">
            {props.text}
          </Text>
        )}
        {props.children}
      </Stack>
    </Center>
  )
}

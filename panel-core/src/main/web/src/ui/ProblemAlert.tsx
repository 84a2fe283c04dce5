import { Alert, Button, Code, Group, Stack, Text } from '@mantine/core'
import { CircleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Problem } from '../api/problem'
import { CopyButton } from './CopyButton'

/** What went wrong, in the words of whoever refused it, with its code and trace id to copy. */
export function ProblemAlert({ problem, onRetry }: { problem: Problem; onRetry?: () => void }) {
  const { t } = useTranslation()
  const title = problem.status === 0 ? t('problem.unreachable') : problem.detail
  return (
    <Alert color="red" icon={<CircleAlert size={18} aria-hidden />} title={title} role="alert">
      <Stack gap="xs" align="flex-start">
        {problem.status === 0 && <Text size="sm">{problem.detail}</Text>}
        <Group gap="xs">
          <Code>{problem.code}</Code>
          {problem.trace !== null && (
            <>
              <Text size="sm">{t('problem.trace')}</Text>
              <Code>{problem.trace}</Code>
              <CopyButton value={problem.trace} label={t('problem.copyTrace')} />
            </>
          )}
        </Group>
        {onRetry !== undefined && (
          <Button size="xs" variant="default" onClick={onRetry}>
            {t('retry')}
          </Button>
        )}
      </Stack>
    </Alert>
  )
}

import { Code, Group, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import i18next from 'i18next'
import { CircleAlert, CircleCheck } from 'lucide-react'
import { Problem } from '../api/problem'
import { CopyButton } from './CopyButton'

const PROBLEM_MS = 12_000

/** Says for a moment that something was done. */
export function notifyDone(message: string): void {
  notifications.show({
    color: 'green',
    icon: <CircleCheck size={18} aria-hidden />,
    message,
    closeButtonProps: { 'aria-label': i18next.t('close') },
  })
}

/** Says what went wrong, in the words of whoever refused it, with its code and trace id. */
export function notifyProblem(thrown: unknown, title?: string): void {
  const problem = Problem.of(thrown)
  notifications.show({
    color: 'red',
    icon: <CircleAlert size={18} aria-hidden />,
    title: title ?? (problem.status === 0 ? i18next.t('problem.unreachable') : undefined),
    message: <ProblemText problem={problem} />,
    autoClose: PROBLEM_MS,
    closeButtonProps: { 'aria-label': i18next.t('close') },
  })
}

function ProblemText({ problem }: { problem: Problem }) {
  return (
    <>
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {problem.detail}
      </Text>
      <Group gap={4}>
        <Code>{problem.code}</Code>
        {problem.trace !== null && (
          <>
            <Code>{problem.trace}</Code>
            <CopyButton value={problem.trace} label={i18next.t('problem.copyTrace')} />
          </>
        )}
      </Group>
    </>
  )
}

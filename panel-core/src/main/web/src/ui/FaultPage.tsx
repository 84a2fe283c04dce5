import { Container, Stack } from '@mantine/core'
import { useRouter, type ErrorComponentProps } from '@tanstack/react-router'
import { Problem } from '../api/problem'
import { ProblemAlert } from './ProblemAlert'

/** Stands in for a page that could not be shown. */
export function FaultPage({ error, reset }: ErrorComponentProps) {
  const router = useRouter()
  const retry = () => {
    reset()
    void router.invalidate()
  }
  return (
    <Container size="sm" py="xl">
      <Stack>
        <ProblemAlert problem={Problem.of(error)} onRetry={retry} />
      </Stack>
    </Container>
  )
}

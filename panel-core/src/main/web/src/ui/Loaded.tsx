import { Skeleton, Stack, Text } from '@mantine/core'
import { useEffect, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../api/problem'
import { ProblemAlert } from './ProblemAlert'

interface Props<T> {
  query: { readonly data: T | undefined; readonly error: Error | null; readonly refetch: () => unknown }
  children: (data: T) => ReactNode
  /** How many lines stand in for what is not there yet. */
  lines?: number
}

/** What a query answered; until then that it is waited for, or why it failed. */
export function Loaded<T>({ query, children, lines = 3 }: Props<T>) {
  const { data, error, refetch } = query
  if (data === undefined) {
    return error === null ? (
      <Waiting lines={lines} />
    ) : (
      <ProblemAlert problem={Problem.of(error)} onRetry={() => void refetch()} />
    )
  }
  return (
    <>
      {error !== null && <ProblemAlert problem={Problem.of(error)} onRetry={() => void refetch()} />}
      {children(data)}
    </>
  )
}

const PATIENCE_MS = 2000
const LINE_HEIGHT = 28

function Waiting({ lines }: { lines: number }) {
  const { t } = useTranslation()
  const [long, setLong] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), PATIENCE_MS)
    return () => clearTimeout(timer)
  }, [])
  return (
    <Stack gap="xs" role="status" aria-label={t('loading')}>
      {long && (
        <Text size="sm" c="dimmed">
          {t('waiting')}
        </Text>
      )}
      {Array.from({ length: lines }, (_, line) => (
        <Skeleton key={line} height={LINE_HEIGHT} />
      ))}
    </Stack>
  )
}

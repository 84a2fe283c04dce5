import { Textarea } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Problem } from '../api/problem'
import { lineOf } from './locate'

interface Props {
  text: string
  onChange: (text: string) => void
  problem: Problem | null
  disabled?: boolean
}

/** A specification as JSON; a fault leads to the line on which its field stands. */
export function JsonInput({ text, onChange, problem, disabled }: Props) {
  const { t } = useTranslation('instances')
  const input = useRef<HTMLTextAreaElement>(null)
  const latest = useRef(text)
  latest.current = text

  useEffect(() => {
    const line = problem?.field ? lineOf(latest.current, problem.field) : null
    if (line !== null && input.current !== null) {
      const lines = latest.current.split('\n')
      const start = lines.slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0)
      input.current.focus()
      input.current.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0))
    }
  }, [problem])

  const line = problem?.field ? lineOf(text, problem.field) : null
  const error =
    problem === null
      ? undefined
      : line === null
        ? problem.detail
        : t('form.jsonLine', { line, detail: problem.detail })
  return (
    <Textarea
      ref={input}
      label={t('form.json')}
      description={t('form.jsonHint')}
      value={text}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={error}
      classNames={{ input: 'mono' }}
      spellCheck={false}
      autoCapitalize="none"
      disabled={disabled}
      autosize
      minRows={16}
      maxRows={40}
    />
  )
}

import { ActionIcon, Text, TextInput } from '@mantine/core'
import { CornerDownLeft } from 'lucide-react'
import { type KeyboardEvent, type RefObject, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNarrow } from '../ui/useNarrow'
import classes from './console.module.css'
import { historyOf } from './history'

interface Props {
  daemon: string
  instance: string
  input: RefObject<HTMLInputElement | null>
  /** Sends a line; false where that was not possible. */
  onSend: (line: string) => boolean
}

/** Sends lines, and finds those sent before: arrow up goes through the ones that begin with what is typed. */
export function CommandLine({ daemon, instance, input, onSend }: Props) {
  const { t } = useTranslation('console')
  const narrow = useNarrow()
  const history = useMemo(() => historyOf(daemon, instance), [daemon, instance])
  const [line, setLine] = useState('')
  const [failed, setFailed] = useState(false)

  function send() {
    const sent = onSend(line)
    setFailed(!sent)
    if (sent) {
      history.add(line)
      setLine('')
    }
  }

  function onKey(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) {
      return
    }
    if (event.key === 'Enter') {
      send()
    } else if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
      event.preventDefault()
      setLine((event.key === 'ArrowUp' ? history.older(line) : history.newer(line)) ?? line)
    } else if (event.key === 'Escape') {
      history.reset()
      setLine('')
    }
  }

  return (
    <div>
      {failed && (
        <Text size="xs" c="red" role="alert" px="xs">
          {t('line.notSent')}
        </Text>
      )}
      <TextInput
        ref={input}
        value={line}
        aria-label={t('line.label')}
        placeholder={t(narrow ? 'line.short' : 'line.placeholder')}
        classNames={{ input: classes.line }}
        leftSection={<span aria-hidden>›</span>}
        rightSection={
          <ActionIcon variant="subtle" aria-label={t('line.send')} onClick={send}>
            <CornerDownLeft size={16} aria-hidden />
          </ActionIcon>
        }
        autoCapitalize="off"
        autoCorrect="off"
        autoComplete="off"
        spellCheck={false}
        enterKeyHint="send"
        onChange={(event) => {
          history.reset()
          setLine(event.currentTarget.value)
        }}
        onKeyDown={onKey}
      />
    </div>
  )
}

import { ActionIcon, Alert, Button, Code, Group, Input, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { ClipboardPaste, Plus, X } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { split } from './split'

interface Props {
  value: readonly string[]
  onChange: (command: readonly string[]) => void
  error?: string
  disabled?: boolean
}

/** A program and its arguments, one in each row; or a line that is taken apart for everybody to see. */
export function CommandInput({ value, onChange, error, disabled }: Props) {
  const { t } = useTranslation('instances')
  const rows = useRef<HTMLDivElement>(null)
  const [pasting, setPasting] = useState(false)
  const put = (index: number, text: string) => onChange(value.map((each, at) => (at === index ? text : each)))
  const insert = (index: number) => {
    onChange([...value.slice(0, index), '', ...value.slice(index)])
    requestAnimationFrame(() => rows.current?.querySelectorAll('input').item(index)?.focus())
  }
  return (
    <Input.Wrapper label={t('form.command')} description={t('form.commandHint')} error={error} labelElement="div">
      <Stack gap={4} mt={6} ref={rows}>
        {value.map((argument, index) => {
          const label = index === 0 ? t('form.programRow') : t('form.argument', { number: index })
          return (
            <Group key={index} gap={4} wrap="nowrap">
              <TextInput
                aria-label={label}
                placeholder={label}
                value={argument}
                onChange={(event) => put(index, event.currentTarget.value)}
                onKeyDown={(event) => {
                  if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
                    event.preventDefault()
                    insert(index + 1)
                  }
                }}
                classNames={{ input: 'mono' }}
                error={index === 0 && error !== undefined}
                spellCheck={false}
                autoCapitalize="none"
                autoComplete="off"
                disabled={disabled}
                flex={1}
              />
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t('form.removeArgument', { number: index })}
                disabled={disabled === true || value.length === 1}
                onClick={() => onChange(value.filter((_, at) => at !== index))}
              >
                <X size={16} aria-hidden />
              </ActionIcon>
            </Group>
          )
        })}
      </Stack>
      {disabled !== true && (
        <Group gap="xs" mt={6}>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<Plus size={14} aria-hidden />}
            onClick={() => insert(value.length)}
          >
            {t('form.addArgument')}
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<ClipboardPaste size={14} aria-hidden />}
            aria-expanded={pasting}
            onClick={() => setPasting(!pasting)}
          >
            {t('form.paste')}
          </Button>
        </Group>
      )}
      {pasting && (
        <PasteLine
          onUse={(words) => {
            onChange(words)
            setPasting(false)
          }}
        />
      )}
    </Input.Wrapper>
  )
}

function PasteLine({ onUse }: { onUse: (words: readonly string[]) => void }) {
  const { t } = useTranslation('instances')
  const [line, setLine] = useState('')
  const { words, fault, shell } = split(line)
  return (
    <Stack gap="xs" mt="xs">
      <Textarea
        label={t('form.paste')}
        description={t('form.pasteHint')}
        value={line}
        onChange={(event) => setLine(event.currentTarget.value)}
        error={fault === null ? undefined : t(`form.split.${fault}`)}
        classNames={{ input: 'mono' }}
        spellCheck={false}
        autosize
        maxRows={6}
        data-autofocus
        autoFocus
      />
      <Group gap={4}>
        {words.map((word, index) => (
          <Code key={index} style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
            {word === '' ? '""' : word}
          </Code>
        ))}
      </Group>
      {shell.length > 0 && (
        <Alert color="yellow" role="status">
          <Text size="sm">{t('form.split.shell', { signs: shell.join(' ') })}</Text>
        </Alert>
      )}
      <Group>
        <Button
          size="compact-sm"
          variant="light"
          disabled={fault !== null || words.length === 0}
          onClick={() => onUse(words)}
        >
          {t('form.pasteUse', { count: words.length })}
        </Button>
      </Group>
    </Stack>
  )
}

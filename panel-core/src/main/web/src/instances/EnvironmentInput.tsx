import { ActionIcon, Button, Group, Input, Stack, TextInput } from '@mantine/core'
import { Plus, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Variable } from './draft'

interface Props {
  value: readonly Variable[]
  onChange: (environment: readonly Variable[]) => void
  error?: string
  disabled?: boolean
}

/** The environment, a variable in each row. */
export function EnvironmentInput({ value, onChange, error, disabled }: Props) {
  const { t } = useTranslation('instances')
  const put = (index: number, change: Partial<Variable>) =>
    onChange(value.map((each, at) => (at === index ? { ...each, ...change } : each)))
  return (
    <Input.Wrapper label={t('form.environment')} error={error} labelElement="div">
      <Stack gap={4}>
        {value.map((variable, index) => (
          <Group key={index} gap={4} wrap="nowrap">
            <TextInput
              aria-label={t('form.variable')}
              placeholder={t('form.variable')}
              value={variable.name}
              onChange={(event) => put(index, { name: event.currentTarget.value })}
              classNames={{ input: 'mono' }}
              error={error !== undefined && error.includes(`environment.${variable.name}:`)}
              spellCheck={false}
              autoCapitalize="none"
              disabled={disabled}
              flex={1}
            />
            <TextInput
              aria-label={t('form.value')}
              placeholder={t('form.value')}
              value={variable.value}
              onChange={(event) => put(index, { value: event.currentTarget.value })}
              classNames={{ input: 'mono' }}
              spellCheck={false}
              autoCapitalize="none"
              disabled={disabled}
              flex={2}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t('form.removeVariable', { name: variable.name })}
              disabled={disabled}
              onClick={() => onChange(value.filter((_, at) => at !== index))}
            >
              <X size={16} aria-hidden />
            </ActionIcon>
          </Group>
        ))}
        {disabled !== true && (
          <Group>
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<Plus size={14} aria-hidden />}
              onClick={() => onChange([...value, { name: '', value: '' }])}
            >
              {t('form.addVariable')}
            </Button>
          </Group>
        )}
      </Stack>
    </Input.Wrapper>
  )
}

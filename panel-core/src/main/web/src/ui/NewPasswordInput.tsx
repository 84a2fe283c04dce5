import { Button, Group, PasswordInput, Progress, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { Dices } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { CopyButton } from './CopyButton'
import { generatePassword, LONGEST, STRENGTHS, strengthOf } from './password'

interface Props {
  label: string
  value: string
  onChange: (value: string) => void
  error?: string
  /** Offers to make one up, which is then shown to be handed on. */
  generates?: boolean
}

/** Takes a new password, and says in words how good it is. */
export function NewPasswordInput({ label, value, onChange, error, generates = false }: Props) {
  const { t } = useTranslation()
  const [visible, show] = useDisclosure(false)
  const generate = () => {
    onChange(generatePassword())
    show.open()
  }
  return (
    <Stack gap={6}>
      <PasswordInput
        label={label}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        visible={visible}
        onVisibilityChange={show.toggle}
        visibilityToggleButtonProps={{ 'aria-label': t('password.show') }}
        autoComplete="new-password"
        maxLength={LONGEST}
        error={error}
        required
      />
      <Group justify="space-between" gap="xs" mih={30}>
        <StrengthWords password={value} />
        {generates && (
          <Group gap={4}>
            {visible && value !== '' && <CopyButton value={value} label={t('password.copy')} />}
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<Dices size={14} aria-hidden />}
              onClick={generate}
            >
              {t('password.generate')}
            </Button>
          </Group>
        )}
      </Group>
    </Stack>
  )
}

function StrengthWords({ password }: { password: string }) {
  const { t } = useTranslation()
  if (password === '') {
    return (
      <Text size="xs" c="dimmed">
        {t('password.rule')}
      </Text>
    )
  }
  const strength = strengthOf(password)
  const level = STRENGTHS.indexOf(strength)
  return (
    <Group gap="xs" role="status">
      <Progress
        w={80}
        size="sm"
        value={(100 * level) / (STRENGTHS.length - 1)}
        color={level < 2 ? 'red' : level === 2 ? 'orange' : 'green'}
        aria-hidden
      />
      <Text size="xs">{t(`password.${strength}`)}</Text>
    </Group>
  )
}

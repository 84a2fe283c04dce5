import { Badge } from '@mantine/core'
import { Ban, CircleCheck, ShieldCheck, User as UserIcon } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Role } from '../api/schema'

export function RoleBadge({ role }: { role: Role }) {
  const { t } = useTranslation('people')
  const Icon = role === 'admin' ? ShieldCheck : UserIcon
  return (
    <Badge color={role === 'admin' ? 'indigo' : 'gray'} leftSection={<Icon size={12} aria-hidden />}>
      {t(`roles.${role}`)}
    </Badge>
  )
}

export function StateBadge({ disabled }: { disabled: boolean }) {
  const { t } = useTranslation('people')
  const Icon = disabled ? Ban : CircleCheck
  return (
    <Badge color={disabled ? 'red' : 'gray'} leftSection={<Icon size={12} aria-hidden />}>
      {t(disabled ? 'disabled' : 'enabled')}
    </Badge>
  )
}

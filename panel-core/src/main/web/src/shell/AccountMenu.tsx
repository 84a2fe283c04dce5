import { ActionIcon, Menu, Text } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { CircleUserRound, LogOut, UserCog } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { signOut, useSession } from '../session/session'

export function AccountMenu() {
  const { t } = useTranslation('shell')
  const { user } = useSession()
  const navigate = useNavigate()
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={t('account.open', { name: user.username })}>
          <CircleUserRound size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <Text size="sm" maw={200} truncate>
            {user.username}
          </Text>
        </Menu.Label>
        <Menu.Item leftSection={<UserCog size={16} aria-hidden />} onClick={() => void navigate({ to: '/account' })}>
          {t('account.settings')}
        </Menu.Item>
        <Menu.Item leftSection={<LogOut size={16} aria-hidden />} onClick={() => void signOut()}>
          {t('account.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

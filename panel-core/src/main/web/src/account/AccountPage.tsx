import { Group, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { RoleBadge } from '../people/badges'
import { useSession } from '../session/session'
import { Page } from '../ui/Page'
import { AppearanceSection } from './AppearanceSection'
import { KeysSection } from './KeysSection'
import { PasswordSection } from './PasswordSection'
import { SessionsSection } from './SessionsSection'

/** What belongs to the person who is signed in. */
export function AccountPage() {
  const { t } = useTranslation('account')
  const { user } = useSession()
  return (
    <Page title={t('title')}>
      <Stack gap="md" maw={860}>
        <Group gap="xs">
          <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
            {user.username}
          </Text>
          <RoleBadge role={user.role} />
        </Group>
        <PasswordSection />
        <SessionsSection />
        <KeysSection />
        <AppearanceSection />
      </Stack>
    </Page>
  )
}

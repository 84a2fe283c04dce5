import { Alert, Group, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { ShieldCheck } from 'lucide-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { User } from '../api/schema'
import { useSession } from '../session/session'
import { nameCrumb } from '../shell/Crumbs'
import { Loaded } from '../ui/Loaded'
import { Page } from '../ui/Page'
import { TimeAgo } from '../ui/TimeAgo'
import { RoleBadge, StateBadge } from './badges'
import { GrantsEditor } from './GrantsEditor'
import { PersonActions } from './PersonActions'
import { userQuery } from './queries'

const route = getRouteApi('/inside/people/$user')

/** One person: role, state, and what the person may do. */
export function PersonPage() {
  const { t } = useTranslation('people')
  const { user } = route.useParams()
  const person = useQuery(userQuery(user))
  const name = person.data?.username
  useEffect(() => {
    if (name !== undefined) {
      nameCrumb(user, name)
    }
  }, [user, name])
  return (
    <Page title={name ?? t('title')}>
      <Loaded query={person}>{(found) => <Person person={found} />}</Loaded>
    </Page>
  )
}

function Person({ person }: { person: User }) {
  const { t } = useTranslation('people')
  const own = useSession().user.id === person.id
  return (
    <Stack gap="lg">
      <Group gap="xs">
        <RoleBadge role={person.role} />
        <StateBadge disabled={person.disabled} />
        <Text size="sm" c="dimmed">
          {t('since')} <TimeAgo at={person.createdAt} />
        </Text>
      </Group>
      {own ? (
        <Text size="sm">
          {t('thisIsYou')} <Link to="/account">{t('toAccount')}</Link>
        </Text>
      ) : (
        <PersonActions person={person} />
      )}
      <Stack gap="sm">
        <Title order={2}>{t('access')}</Title>
        {person.role === 'admin' ? (
          <Alert variant="light" color="gray" icon={<ShieldCheck size={18} aria-hidden />}>
            {t('adminMayAll')}
          </Alert>
        ) : (
          <Text size="sm" c="dimmed">
            {t('accessHolds')}
          </Text>
        )}
        <GrantsEditor person={person} />
      </Stack>
    </Stack>
  )
}

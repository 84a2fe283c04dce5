import { Button, CloseButton, Text, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { Search, UserPlus, Users } from 'lucide-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { User } from '../api/schema'
import { useMay } from '../session/permissions'
import { EmptyState } from '../ui/EmptyState'
import { count } from '../ui/format'
import { Loaded } from '../ui/Loaded'
import { Page } from '../ui/Page'
import { RowList } from '../ui/RowList'
import rows from '../ui/rows.module.css'
import { TimeAgo } from '../ui/TimeAgo'
import { CreatePersonModal } from './CreatePersonModal'
import { RoleBadge, StateBadge } from './badges'
import { usersQuery } from './queries'

const route = getRouteApi('/inside/people')

/** Everybody who may sign in. */
export function PeoplePage() {
  const { t } = useTranslation('people')
  const may = useMay()
  const users = useQuery({ ...usersQuery, enabled: may('users.manage') })
  const [creating, create] = useDisclosure(false)
  if (!may('users.manage')) {
    return (
      <Page title={t('title')}>
        <EmptyState icon={Users} title={t('notYours.title')} text={t('notYours.text')} />
      </Page>
    )
  }
  return (
    <Page
      title={t('title')}
      actions={
        <Button leftSection={<UserPlus size={16} aria-hidden />} onClick={create.open}>
          {t('create')}
        </Button>
      }
    >
      <SearchField />
      <Loaded query={users}>{(all) => <People all={all} />}</Loaded>
      <CreatePersonModal opened={creating} onClose={create.close} />
    </Page>
  )
}

function SearchField() {
  const { t } = useTranslation('people')
  const { q = '' } = route.useSearch()
  const navigate = useNavigate()
  const search = (text: string) => void navigate({ to: '/people', search: text === '' ? {} : { q: text }, replace: true })
  return (
    <TextInput
      maw={360}
      leftSection={<Search size={16} aria-hidden />}
      rightSection={q !== '' && <CloseButton size="sm" aria-label={t('clearSearch')} onClick={() => search('')} />}
      placeholder={t('search')}
      aria-label={t('search')}
      value={q}
      onChange={(event) => search(event.currentTarget.value)}
    />
  )
}

function People({ all }: { all: readonly User[] }) {
  const { t } = useTranslation('people')
  const { q = '' } = route.useSearch()
  const found = useMemo(() => {
    const part = q.toLowerCase()
    return all
      .filter((user) => user.username.toLowerCase().includes(part))
      .sort((one, other) => one.username.localeCompare(other.username))
  }, [all, q])
  if (found.length === 0) {
    return <EmptyState icon={Users} title={t('nobody.title')} text={t('nobody.text', { q })} />
  }
  return (
    <>
      <Text size="sm" c="dimmed" role="status">
        {t('howMany', { count: found.length, formatted: count(found.length) })}
      </Text>
      <RowList
        label={t('title')}
        head={[t('username'), t('role'), t('state'), t('createdAt')]}
        columns="minmax(0, 2fr) 1fr 1fr 1fr"
        items={found}
        keyOf={(user) => user.id}
      >
        {(user) => (
          <Link to="/people/$user" params={{ user: user.id }} className={`${rows.row} ${rows.link}`}>
            <span className={rows.name}>{user.username}</span>
            <span>
              <RoleBadge role={user.role} />
            </span>
            <span>
              <StateBadge disabled={user.disabled} />
            </span>
            <Text span size="sm" c="dimmed">
              <TimeAgo at={user.createdAt} />
            </Text>
          </Link>
        )}
      </RowList>
    </>
  )
}

import { SimpleGrid, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Inbox } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { daemonsQuery, summaryQuery } from '../daemons/queries'
import { mayAnywhere } from '../session/may'
import { useMay } from '../session/permissions'
import { useSession } from '../session/session'
import { EmptyState } from '../ui/EmptyState'
import { Loaded } from '../ui/Loaded'
import { Page } from '../ui/Page'
import { Attention } from './Attention'
import { CountsSection, DaemonsSection, RecentSection } from './Overview'
import { FirstSteps } from './FirstSteps'

/** What there is, and what needs somebody; for who has just begun, the first steps. */
export function HomePage() {
  const { t } = useTranslation('home')
  const session = useSession()
  const nothing = session.permissions.length === 0 && session.grants.length === 0
  return (
    <Page title={t('title')}>
      {nothing ? (
        <EmptyState
          icon={Inbox}
          title={t('nothing.title')}
          text={t('nothing.text', { name: session.user.username })}
        />
      ) : (
        <Overview />
      )}
    </Page>
  )
}

function Overview() {
  const may = useMay()
  const session = useSession()
  const daemons = useQuery(daemonsQuery)
  const sees = mayAnywhere(session, 'instances.view')
  const summary = useQuery({ ...summaryQuery, enabled: sees })
  return (
    <Loaded query={daemons} lines={6}>
      {(all) => (
        <Stack gap="md">
          {may('daemons.manage') && summary.data !== undefined && (
            <FirstSteps daemons={all} instances={summary.data.total} />
          )}
          {sees && <CountsSection />}
          {all.length > 0 && <Attention daemons={all} />}
          <SimpleGrid cols={{ base: 1, lg: may('audit.view') ? 2 : 1 }} spacing="md">
            <DaemonsSection daemons={all} />
            {may('audit.view') && <RecentSection />}
          </SimpleGrid>
        </Stack>
      )}
    </Loaded>
  )
}

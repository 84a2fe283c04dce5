import { Button } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Activity, RefreshCw } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../api/problem'
import { daemonsQuery } from '../daemons/queries'
import { keyOf } from '../instances/instance'
import { instancesQuery } from '../instances/queries'
import { useMay } from '../session/permissions'
import { EmptyState } from '../ui/EmptyState'
import { Loaded } from '../ui/Loaded'
import { Page } from '../ui/Page'
import { ProblemAlert } from '../ui/ProblemAlert'
import { RowList } from '../ui/RowList'
import { AuditFilters } from './AuditFilters'
import { AuditRow, type Names } from './AuditRow'
import { auditQuery } from './queries'

const route = getRouteApi('/inside/audit')

/** Who did what, the newest first. */
export function AuditPage() {
  const { t } = useTranslation('audit')
  const may = useMay()
  if (!may('audit.view')) {
    return (
      <Page title={t('title')}>
        <EmptyState icon={Activity} title={t('notYours.title')} text={t('notYours.text')} />
      </Page>
    )
  }
  return <Audit />
}

function Audit() {
  const { t } = useTranslation('audit')
  const search = route.useSearch()
  const found = useInfiniteQuery(auditQuery(search))
  const names = useNames()
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  const { fetchNextPage, hasNextPage, isFetching, isFetchNextPageError, error } = found
  const entries = useMemo(() => found.data?.pages.flatMap((page) => page.items) ?? [], [found.data])
  const further = () => {
    if (hasNextPage && !isFetching && !isFetchNextPageError) {
      void fetchNextPage()
    }
  }

  function toggle(id: string) {
    setOpen((ids) => {
      const next = new Set(ids)
      if (!next.delete(id)) {
        next.add(id)
      }
      return next
    })
  }

  return (
    <Page
      title={t('title')}
      actions={
        <Button
          variant="default"
          loading={found.isRefetching}
          leftSection={<RefreshCw size={16} aria-hidden />}
          onClick={() => void found.refetch()}
        >
          {t('refresh')}
        </Button>
      }
    >
      <AuditFilters />
      <Loaded query={{ data: found.data, error: isFetchNextPageError ? null : error, refetch: found.refetch }} lines={8}>
        {() =>
          entries.length === 0 ? (
            <EmptyState icon={Activity} title={t('nothing.title')} text={t('nothing.text')} />
          ) : (
            <RowList
              label={t('title')}
              head={[t('when'), t('who'), t('what'), t('where'), t('result'), t('address'), '']}
              columns="8.5rem minmax(0, 1fr) minmax(0, 2fr) minmax(0, 2fr) 7rem 8rem 28px"
              items={entries}
              keyOf={(entry) => entry.id}
              onEnd={further}
            >
              {(entry) => (
                <AuditRow entry={entry} names={names} open={open.has(entry.id)} onToggle={() => toggle(entry.id)} />
              )}
            </RowList>
          )
        }
      </Loaded>
      {isFetchNextPageError && error !== null && (
        <ProblemAlert problem={Problem.of(error)} onRetry={() => void fetchNextPage()} />
      )}
    </Page>
  )
}

/** What daemons and instances are called now; those that are gone keep their ids. */
function useNames(): Names {
  const { data: daemons } = useQuery(daemonsQuery)
  const { data: instances } = useQuery(instancesQuery)
  return useMemo(
    () => ({
      daemons: new Map(daemons?.map((daemon) => [daemon.id, daemon.name])),
      instances: new Map(instances?.map((instance) => [keyOf(instance), instance.name])),
    }),
    [daemons, instances],
  )
}

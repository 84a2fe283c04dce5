import { Button, Group, Table, Text } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { CircleCheck, CircleX, History } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { AuditView } from '../api/schema'
import { ActionWords } from '../audit/AuditRow'
import { EmptyState } from '../ui/EmptyState'
import { Loaded } from '../ui/Loaded'
import { TimeAgo } from '../ui/TimeAgo'
import type { Instance } from './instance'
import { instanceAuditQuery } from './queries'

/** Who did what to the instance, the newest first. */
export function ActivityTab({ instance }: { instance: Instance }) {
  const { t } = useTranslation('instances')
  const query = useInfiniteQuery(instanceAuditQuery(instance.daemon, instance.id))
  return (
    <Loaded query={query}>
      {({ pages }) => {
        const items = pages.flatMap((page) => page.items)
        return items.length === 0 ? (
          <EmptyState icon={History} title={t('activity.none')} />
        ) : (
          <>
            <Table.ScrollContainer minWidth={560}>
              <Table>
                <Table.Thead>
                  <Table.Tr>
                    {(['at', 'actor', 'action', 'result', 'address'] as const).map((name) => (
                      <Table.Th key={name}>{t(`activity.${name}`)}</Table.Th>
                    ))}
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {items.map((item) => (
                    <Entry key={item.id} item={item} />
                  ))}
                </Table.Tbody>
              </Table>
            </Table.ScrollContainer>
            {query.hasNextPage && (
              <Group justify="center">
                <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                  {t('activity.more')}
                </Button>
              </Group>
            )}
          </>
        )
      }}
    </Loaded>
  )
}

const REFUSED = 400

function Entry({ item }: { item: AuditView }) {
  const { t } = useTranslation('instances')
  const refused = item.status >= REFUSED
  const Icon = refused ? CircleX : CircleCheck
  return (
    <Table.Tr>
      <Table.Td>
        <TimeAgo at={item.at} />
      </Table.Td>
      <Table.Td>
        <bdi>{item.actor.name}</bdi>
      </Table.Td>
      <Table.Td>
        <ActionWords action={item.action} />{' '}
        <Text span size="xs" c="dimmed">
          {Object.entries(item.detail)
            .map(([name, value]) => `${name}: ${value}`)
            .join(', ')}
        </Text>
      </Table.Td>
      <Table.Td>
        <Group gap={4} wrap="nowrap" c={refused ? 'red' : undefined}>
          <Icon size={14} aria-hidden />
          {refused ? t('activity.refused', { status: item.status }) : t('activity.ok')}
        </Group>
      </Table.Td>
      <Table.Td>{item.address}</Table.Td>
    </Table.Tr>
  )
}

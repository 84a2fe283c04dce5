import { Badge, Button, Group, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { KeyRound, Plus, Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { api } from '../api/http'
import type { KeyView } from '../api/schema'
import { queries } from '../app/queries'
import { ConfirmModal } from '../ui/ConfirmModal'
import { EmptyState } from '../ui/EmptyState'
import { Section } from '../ui/Facts'
import { Loaded } from '../ui/Loaded'
import { notifyDone } from '../ui/notify'
import { TimeAgo } from '../ui/TimeAgo'
import { CreateKeyModal } from './CreateKeyModal'
import { keysQuery } from './queries'

/** One's own API keys, for programs. */
export function KeysSection() {
  const { t } = useTranslation('account')
  const keys = useQuery(keysQuery)
  const [creating, create] = useDisclosure(false)
  const button = (
    <Button variant="light" leftSection={<Plus size={16} aria-hidden />} onClick={create.open}>
      {t('keys.create')}
    </Button>
  )
  return (
    <Section title={t('keys.title')}>
      <Loaded query={keys}>
        {(all) =>
          all.length === 0 ? (
            <EmptyState icon={KeyRound} title={t('keys.none.title')} text={t('keys.none.text')}>
              {button}
            </EmptyState>
          ) : (
            <>
              <Stack gap="sm" component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
                {all.map((key) => (
                  <KeyRow key={key.id} item={key} />
                ))}
              </Stack>
              <Group>{button}</Group>
            </>
          )
        }
      </Loaded>
      <CreateKeyModal opened={creating} onClose={create.close} />
    </Section>
  )
}

function KeyRow({ item }: { item: KeyView }) {
  const { t } = useTranslation('account')
  const { t: common } = useTranslation()
  const [deleting, remove] = useDisclosure(false)
  const expired = item.expiresAt != null && new Date(item.expiresAt).getTime() <= Date.now()

  async function del() {
    await api.DELETE('/api/v1/keys/{key}', { params: { path: { key: item.id } } })
    notifyDone(t('keys.deleted', { name: item.name }))
    await queries.invalidateQueries({ queryKey: keysQuery.queryKey })
  }

  return (
    <Group component="li" justify="space-between" gap="sm" wrap="nowrap">
      <Stack gap={0} miw={0} style={{ overflowWrap: 'anywhere' }}>
        <Group gap="xs">
          <Text size="sm" fw={500}>
            {item.name}
          </Text>
          {expired && <Badge color="red">{t('keys.expired')}</Badge>}
        </Group>
        <Text size="xs" c="dimmed">
          {t('keys.made')} <TimeAgo at={item.createdAt} /> ·{' '}
          {item.expiresAt == null ? (
            t('keys.never')
          ) : (
            <>
              {t(expired ? 'keys.ended' : 'keys.ends')} <TimeAgo at={item.expiresAt} />
            </>
          )}
        </Text>
        <Text size="xs" c="dimmed">
          {item.permissions == null ? t('keys.whole') : item.permissions.join(', ')}
        </Text>
      </Stack>
      <Button
        size="compact-sm"
        variant="subtle"
        color="red"
        style={{ flex: 'none' }}
        leftSection={<Trash2 size={14} aria-hidden />}
        aria-label={t('keys.deleteOf', { name: item.name })}
        onClick={remove.open}
      >
        {common('delete')}
      </Button>
      <ConfirmModal
        opened={deleting}
        onClose={remove.close}
        title={t('keys.deleteTitle', { name: item.name })}
        action={common('delete')}
        onConfirm={del}
      >
        <Text size="sm">{t('keys.deleteText')}</Text>
      </ConfirmModal>
    </Group>
  )
}

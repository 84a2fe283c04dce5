import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { KeySquare, Plus, Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { GrantView, User } from '../api/schema'
import { PermissionChoice } from '../session/PermissionChoice'
import { ConfirmModal } from '../ui/ConfirmModal'
import { EmptyState } from '../ui/EmptyState'
import { Loaded } from '../ui/Loaded'
import { notifyDone, notifyProblem } from '../ui/notify'
import { AddGrantModal } from './AddGrantModal'
import { putGrant, takeGrant } from './changes'
import { grantsQuery } from './queries'
import { offeredOn, useTargetName } from './targets'

/** What a person may do and where; each change holds from the person's next request on. */
export function GrantsEditor({ person }: { person: User }) {
  const { t } = useTranslation('people')
  const grants = useQuery(grantsQuery(person.id))
  const [adding, add] = useDisclosure(false)
  const button = (
    <Button variant="light" leftSection={<Plus size={16} aria-hidden />} onClick={add.open}>
      {t('addAccess')}
    </Button>
  )
  return (
    <Loaded query={grants}>
      {(all) => (
        <Stack gap="sm" align="stretch">
          {all.length === 0 ? (
            person.role === 'user' && (
              <EmptyState
                icon={KeySquare}
                title={t('noAccess.title', { name: person.username })}
                text={t('noAccess.text')}
              >
                {button}
              </EmptyState>
            )
          ) : (
            <>
              {all.map((grant) => (
                <GrantCard key={`${grant.daemon}/${grant.instance}`} person={person} grant={grant} />
              ))}
              <Group>{button}</Group>
            </>
          )}
          <AddGrantModal opened={adding} onClose={add.close} person={person} grants={all} />
        </Stack>
      )}
    </Loaded>
  )
}

function GrantCard({ person, grant }: { person: User; grant: GrantView }) {
  const { t } = useTranslation('people')
  const [taking, take] = useDisclosure(false)
  const target = useTargetName(grant.daemon, grant.instance)

  async function change(permissions: string[]) {
    if (permissions.length === 0) {
      take.open()
      return
    }
    try {
      await putGrant(person.id, { ...grant, permissions })
    } catch (thrown) {
      notifyProblem(thrown)
    }
  }

  async function remove() {
    await takeGrant(person.id, grant)
    notifyDone(t('accessTaken', { name: person.username, target }))
  }

  return (
    <Paper withBorder p="md" component="section" aria-label={target}>
      <Stack gap="sm">
        <Group justify="space-between" align="flex-start" wrap="nowrap">
          <Title order={3} size="h4" style={{ overflowWrap: 'anywhere' }}>
            {target}
          </Title>
          <Button
            size="compact-sm"
            variant="subtle"
            color="red"
            style={{ flex: 'none' }}
            leftSection={<Trash2 size={14} aria-hidden />}
            onClick={take.open}
          >
            {t('takeAccess')}
          </Button>
        </Group>
        <PermissionChoice
          label={t('permissionsOn', { target })}
          offered={offeredOn(grant.instance)}
          chosen={grant.permissions}
          onChange={(permissions) => void change(permissions)}
        />
      </Stack>
      <ConfirmModal
        opened={taking}
        onClose={take.close}
        title={t('takeTitle', { name: person.username })}
        action={t('takeAccess')}
        onConfirm={remove}
      >
        <Text size="sm">{t('takeText', { name: person.username, target })}</Text>
        <Text size="sm">{t('losses.open')}</Text>
      </ConfirmModal>
    </Paper>
  )
}

import { Button, Group, List, Text } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { Ban, CircleCheck, KeyRound, PencilLine, ShieldCheck, ShieldOff, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { User } from '../api/schema'
import { ConfirmModal } from '../ui/ConfirmModal'
import { NameModal } from '../ui/NameModal'
import { notifyDone, notifyProblem } from '../ui/notify'
import { changePerson, deletePerson } from './changes'
import { ResetPasswordModal } from './ResetPasswordModal'

type Asking = 'rename' | 'role' | 'disable' | 'password' | 'delete' | null

/** What can be done to a person; each tells what it closes. */
export function PersonActions({ person }: { person: User }) {
  const { t } = useTranslation('people')
  const navigate = useNavigate()
  const [asking, ask] = useState<Asking>(null)
  const close = () => ask(null)
  const name = person.username
  const admin = person.role === 'admin'

  async function enable() {
    try {
      await changePerson(person.id, { disabled: false })
      notifyDone(t('enabledAgain', { name }))
    } catch (thrown) {
      notifyProblem(thrown)
    }
  }

  async function remove() {
    await deletePerson(person.id)
    notifyDone(t('deleted', { name }))
    await navigate({ to: '/people' })
  }

  const RoleIcon = admin ? ShieldOff : ShieldCheck
  return (
    <Group gap="xs">
      <Button variant="default" leftSection={<PencilLine size={16} aria-hidden />} onClick={() => ask('rename')}>
        {t('rename')}
      </Button>
      <Button variant="default" leftSection={<KeyRound size={16} aria-hidden />} onClick={() => ask('password')}>
        {t('resetPassword')}
      </Button>
      <Button variant="default" leftSection={<RoleIcon size={16} aria-hidden />} onClick={() => ask('role')}>
        {t(admin ? 'makeUser' : 'makeAdmin')}
      </Button>
      {person.disabled ? (
        <Button variant="default" leftSection={<CircleCheck size={16} aria-hidden />} onClick={() => void enable()}>
          {t('enable')}
        </Button>
      ) : (
        <Button variant="default" leftSection={<Ban size={16} aria-hidden />} onClick={() => ask('disable')}>
          {t('disable')}
        </Button>
      )}
      <Button
        variant="default"
        c="var(--mantine-color-error)"
        leftSection={<Trash2 size={16} aria-hidden />}
        onClick={() => ask('delete')}
      >
        {t('delete')}
      </Button>
      <NameModal
        opened={asking === 'rename'}
        onClose={close}
        title={t('renameTitle', { name })}
        label={t('username')}
        name={name}
        onSave={(username) => changePerson(person.id, { username })}
      />
      <ResetPasswordModal opened={asking === 'password'} onClose={close} person={person} />
      <ConfirmModal
        opened={asking === 'role'}
        onClose={close}
        title={t(admin ? 'makeUserTitle' : 'makeAdminTitle', { name })}
        action={t(admin ? 'makeUser' : 'makeAdmin')}
        onConfirm={() => changePerson(person.id, { role: admin ? 'user' : 'admin' })}
      >
        <Text size="sm">{t(admin ? 'makeUserText' : 'makeAdminText')}</Text>
        <Text size="sm">{t('closesSessions')}</Text>
      </ConfirmModal>
      <ConfirmModal
        opened={asking === 'disable'}
        onClose={close}
        title={t('disableTitle', { name })}
        action={t('disable')}
        onConfirm={() => changePerson(person.id, { disabled: true })}
      >
        <Text size="sm">{t('disableText')}</Text>
        <Losses keys={['signIn', 'open', 'keysRest']} />
      </ConfirmModal>
      <ConfirmModal
        opened={asking === 'delete'}
        onClose={close}
        title={t('deleteTitle', { name })}
        action={t('delete')}
        typed={name}
        onConfirm={remove}
      >
        <Text size="sm">{t('deleteText')}</Text>
        <Losses keys={['open', 'keysGone', 'grantsGone', 'auditStays']} />
      </ConfirmModal>
    </Group>
  )
}

function Losses({ keys }: { keys: readonly ('signIn' | 'open' | 'keysRest' | 'keysGone' | 'grantsGone' | 'auditStays')[] }) {
  const { t } = useTranslation('people')
  return (
    <List size="sm">
      {keys.map((key) => (
        <List.Item key={key}>{t(`losses.${key}`)}</List.Item>
      ))}
    </List>
  )
}

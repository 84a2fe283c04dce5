import { Button, Group, Modal, SegmentedControl, Select, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../api/problem'
import type { GrantView, User } from '../api/schema'
import { InstanceSelect } from '../daemons/InstanceSelect'
import { daemonsQuery } from '../daemons/queries'
import { PermissionChoice } from '../session/PermissionChoice'
import { togglePreset } from '../session/presets'
import { ProblemAlert } from '../ui/ProblemAlert'
import { putGrant } from './changes'
import { offeredOn, WHOLE } from './targets'

interface Props {
  opened: boolean
  onClose: () => void
  person: User
  /** What is granted already. */
  grants: readonly GrantView[]
}

/** Gives a person access to a daemon or to one instance. */
export function AddGrantModal({ opened, onClose, person, grants }: Props) {
  const { t } = useTranslation('people')
  return (
    <Modal opened={opened} onClose={onClose} title={t('addTitle', { name: person.username })} size="lg">
      <AddForm onClose={onClose} person={person} grants={grants} />
    </Modal>
  )
}

type Reach = 'daemon' | 'instance'

function AddForm({ onClose, person, grants }: Omit<Props, 'opened'>) {
  const { t } = useTranslation('people')
  const { t: common } = useTranslation()
  const { data: daemons } = useQuery(daemonsQuery)
  const [chosenDaemon, setDaemon] = useState<string | null>(null)
  const [reach, setReach] = useState<Reach>('daemon')
  const [chosenInstance, setInstance] = useState<string | null>(null)
  const [permissions, setPermissions] = useState(() => togglePreset('watch', [], offeredOn(WHOLE)))
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const daemon = chosenDaemon ?? (daemons?.length === 1 ? (daemons[0]?.id ?? null) : null)
  const instance = reach === 'daemon' ? WHOLE : chosenInstance
  const there = grants.some((grant) => grant.daemon === daemon && grant.instance === instance)
  const offered = offeredOn(reach === 'daemon' ? WHOLE : '')
  const sent = offered.filter((permission) => permissions.includes(permission))

  async function grant() {
    if (daemon === null || instance === null) {
      return
    }
    setBusy(true)
    setProblem(null)
    try {
      await putGrant(person.id, { daemon, instance, permissions: sent })
      onClose()
    } catch (thrown) {
      setProblem(Problem.of(thrown))
    } finally {
      setBusy(false)
    }
  }

  return (
    <Stack>
      <Select
        label={t('daemon')}
        placeholder={t('chooseDaemon')}
        data={(daemons ?? []).map((each) => ({ value: each.id, label: each.name }))}
        value={daemon}
        onChange={(value) => {
          setDaemon(value)
          setInstance(null)
        }}
        searchable
        nothingFoundMessage={t('nothingFound')}
        allowDeselect={false}
      />
      <SegmentedControl
        aria-label={t('reach')}
        value={reach}
        onChange={(value) => setReach(value === 'instance' ? 'instance' : 'daemon')}
        data={[
          { value: 'daemon', label: t('reachDaemon') },
          { value: 'instance', label: t('reachInstance') },
        ]}
      />
      {reach === 'instance' && daemon !== null && (
        <InstanceSelect daemon={daemon} value={chosenInstance} onChange={setInstance} />
      )}
      <PermissionChoice
        label={t('permissions')}
        offered={offered}
        chosen={permissions}
        onChange={setPermissions}
      />
      {there && <Text size="sm">{t('alreadyThere')}</Text>}
      {problem !== null && <ProblemAlert problem={problem} />}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          {common('cancel')}
        </Button>
        <Button
          loading={busy}
          disabled={daemon === null || instance === null || sent.length === 0 || there}
          onClick={() => void grant()}
        >
          {t('grant')}
        </Button>
      </Group>
    </Stack>
  )
}

import { Alert, Button, Checkbox, Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { CircleCheck } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../api/problem'
import type { Node } from '../api/schema'
import { Loaded } from '../ui/Loaded'
import { PageButton } from '../ui/PageLink'
import { ProblemAlert } from '../ui/ProblemAlert'
import { proposedOf } from './address'
import { changeDaemon } from './changes'
import { DaemonStatus } from './DaemonStatus'
import { daemonQuery } from './queries'

/** A daemon that has just joined: how it is, and which of the addresses that it proposes browsers are to use. */
export function Joined({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation('daemons')
  const { t: common } = useTranslation()
  const daemon = useQuery(daemonQuery(id))
  return (
    <Stack>
      <Loaded query={daemon} lines={3}>
        {(found) => (
          <>
            <Alert
              color="green"
              icon={<CircleCheck size={18} aria-hidden />}
              title={t('add.joined', { name: found.name })}
              role="status"
            />
            <DaemonStatus daemon={found} />
            {found.dialledBy !== 'nobody' && <Proposed daemon={found} />}
          </>
        )}
      </Loaded>
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          {common('close')}
        </Button>
        <PageButton to="/daemons/$daemon" params={{ daemon: id }}>
          {t('add.toDaemon')}
        </PageButton>
      </Group>
    </Stack>
  )
}

function Proposed({ daemon }: { daemon: Node }) {
  const { t } = useTranslation('daemons')
  const proposed = proposedOf(daemon)
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const chosen = proposed.filter((address) => !left.has(address))
  if (proposed.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {daemon.addresses.length === 0 ? t('address.none') : t('add.accepted', { addresses: daemon.addresses.join(', ') })}
      </Text>
    )
  }

  async function accept() {
    setBusy(true)
    setProblem(null)
    try {
      await changeDaemon(daemon.id, { addresses: [...daemon.addresses, ...chosen] })
    } catch (thrown) {
      setProblem(Problem.of(thrown))
    } finally {
      setBusy(false)
    }
  }

  return (
    <Stack gap="xs" align="flex-start">
      <Checkbox.Group
        label={t('add.proposes')}
        description={t('address.proposedHint')}
        value={chosen}
        onChange={(now) => setLeft(new Set(proposed.filter((address) => !now.includes(address))))}
      >
        <Stack gap="xs" mt="xs">
          {proposed.map((address) => (
            <Checkbox key={address} value={address} label={address} styles={{ label: { overflowWrap: 'anywhere' } }} />
          ))}
        </Stack>
      </Checkbox.Group>
      {problem !== null && <ProblemAlert problem={problem} />}
      <Button size="xs" loading={busy} disabled={chosen.length === 0} onClick={() => void accept()}>
        {t('add.accept')}
      </Button>
      {daemon.addresses.length === 0 && (
        <Text size="xs" c="dimmed">
          {t('address.none')}
        </Text>
      )}
    </Stack>
  )
}

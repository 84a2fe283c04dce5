import { ActionIcon, Button, Code, Group, Stack, Text, TextInput, Tooltip } from '@mantine/core'
import { Trash2 } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../api/problem'
import type { Node } from '../api/schema'
import { useMay } from '../session/permissions'
import { CopyButton } from '../ui/CopyButton'
import { Section } from '../ui/Facts'
import { ProblemAlert } from '../ui/ProblemAlert'
import { proposedOf } from './address'
import { changeDaemon } from './changes'
import { useAddressInput } from './useAddressInput'

/** Where browsers reach the daemon: what was accepted, what it proposes, and what somebody adds. */
export function AddressesPanel({ daemon }: { daemon: Node }) {
  const { t } = useTranslation('daemons')
  const may = useMay()
  const [busy, setBusy] = useState<string | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const { addresses } = daemon
  const isMine = may('daemons.manage') && daemon.dialledBy !== 'nobody'

  async function accept(next: readonly string[], about: string): Promise<boolean> {
    setBusy(about)
    setProblem(null)
    try {
      await changeDaemon(daemon.id, { addresses: [...next] })
      return true
    } catch (thrown) {
      setProblem(Problem.of(thrown))
      return false
    } finally {
      setBusy(null)
    }
  }

  const isOfField = (problem?.field ?? '').startsWith('addresses')
  return (
    <Section title={t('address.title')}>
      {addresses.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('address.none')}
        </Text>
      ) : (
        <Stack gap={4} role="list" aria-label={t('address.title')}>
          {addresses.map((address) => (
            <Accepted
              key={address}
              address={address}
              busy={busy === address}
              onRemove={isMine ? () => void accept(addresses.filter((each) => each !== address), address) : undefined}
            />
          ))}
        </Stack>
      )}
      {isMine && (
        <Proposals
          proposed={proposedOf(daemon)}
          busy={busy}
          onAccept={(address) => void accept([...addresses, address], address)}
        />
      )}
      {problem !== null && !isOfField && <ProblemAlert problem={problem} />}
      {isMine ? (
        <AddAddress
          taken={addresses}
          busy={busy === 'new'}
          problem={problem}
          onAdd={(address) => accept([...addresses, address], 'new')}
        />
      ) : (
        daemon.dialledBy === 'nobody' && (
          <Text size="sm" c="dimmed">
            {t('address.fixed')}
          </Text>
        )
      )}
    </Section>
  )
}

function Accepted({ address, busy, onRemove }: { address: string; busy: boolean; onRemove: (() => void) | undefined }) {
  const { t } = useTranslation('daemons')
  const name = t('address.remove', { address })
  return (
    <Group gap={4} wrap="nowrap" role="listitem">
      <Code style={{ overflowWrap: 'anywhere' }}>{address}</Code>
      <CopyButton value={address} label={t('copyAddress', { address })} />
      {onRemove !== undefined && (
        <Tooltip label={name}>
          <ActionIcon variant="subtle" color="gray" size="sm" aria-label={name} loading={busy} onClick={onRemove}>
            <Trash2 size={14} aria-hidden />
          </ActionIcon>
        </Tooltip>
      )}
    </Group>
  )
}

interface ProposalsProps {
  proposed: readonly string[]
  busy: string | null
  onAccept: (address: string) => void
}

function Proposals({ proposed, busy, onAccept }: ProposalsProps) {
  const { t } = useTranslation('daemons')
  if (proposed.length === 0) {
    return null
  }
  return (
    <Stack gap={4}>
      <Text size="sm" fw={500}>
        {t('address.proposed')}
      </Text>
      <Text size="xs" c="dimmed">
        {t('address.proposedHint')}
      </Text>
      {proposed.map((address) => (
        <Group key={address} gap="xs" justify="space-between" wrap="nowrap">
          <Code style={{ overflowWrap: 'anywhere' }}>{address}</Code>
          <Button
            size="compact-xs"
            variant="light"
            style={{ flex: 'none' }}
            aria-label={t('address.acceptOne', { address })}
            loading={busy === address}
            onClick={() => onAccept(address)}
          >
            {t('address.accept')}
          </Button>
        </Group>
      ))}
    </Stack>
  )
}

interface AddProps {
  taken: readonly string[]
  busy: boolean
  problem: Problem | null
  onAdd: (address: string) => Promise<boolean>
}

function AddAddress({ taken, busy, problem, onAdd }: AddProps) {
  const { t } = useTranslation('daemons')
  const input = useAddressInput(problem, /^addresses/)
  const { address } = input

  async function submit(event: FormEvent) {
    event.preventDefault()
    input.check()
    if (address !== null && !taken.includes(address) && (await onAdd(address))) {
      input.clear()
    }
  }

  return (
    <form onSubmit={(event) => void submit(event)}>
      <Group gap="xs" align="flex-start" wrap="nowrap">
        <TextInput label={t('address.add')} style={{ flex: 1, minWidth: 0 }} {...input.props} />
        <Button type="submit" variant="default" loading={busy} disabled={input.isEmpty} mt={22} style={{ flex: 'none' }}>
          {t('address.addButton')}
        </Button>
      </Group>
    </form>
  )
}

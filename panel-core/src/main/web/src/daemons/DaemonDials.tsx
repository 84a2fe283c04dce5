import { Box, Button, Group, Stack, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../api/problem'
import { ProblemAlert } from '../ui/ProblemAlert'
import { type JoinOrder, orderJoin } from './changes'
import { JoinCode } from './JoinCode'
import { useAddressInput } from './useAddressInput'

interface Props {
  onClose: () => void
  /** There is a code now, which is shown this once. */
  onCode: () => void
  onJoined: (daemon: string) => void
}

/** A code for a daemon that dials the panel: its name first, then the command to run there. */
export function DaemonDials({ onClose, onCode, onJoined }: Props) {
  const { t } = useTranslation('daemons')
  const { t: common } = useTranslation()
  const [name, setName] = useState('')
  const [order, setOrder] = useState<JoinOrder | null>(null)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const address = useAddressInput(problem, /^addresses/)

  async function submit(event?: FormEvent) {
    event?.preventDefault()
    address.check()
    if (!address.isEmpty && address.address === null) {
      return
    }
    setBusy(true)
    setProblem(null)
    try {
      setOrder(await orderJoin(name.trim(), address.address === null ? [] : [address.address]))
      onCode()
    } catch (thrown) {
      setProblem(Problem.of(thrown))
    } finally {
      setBusy(false)
    }
  }

  if (order !== null) {
    return (
      <JoinCode
        key={order.command}
        order={order}
        busy={busy}
        problem={problem}
        onAnother={() => void submit()}
        onClose={onClose}
        onJoined={onJoined}
      />
    )
  }
  const isOfField = problem?.field === 'name' || (problem?.field ?? '').startsWith('addresses')
  return (
    <Box component="form" onSubmit={(event) => void submit(event)}>
      <Stack>
        <TextInput
          label={t('name')}
          description={t('add.nameHint')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={problem?.field === 'name' ? problem.detail : undefined}
          autoComplete="off"
          spellCheck={false}
          maxLength={64}
          required
          data-autofocus
        />
        <TextInput label={t('add.address')} description={t('add.addressHint')} {...address.props} />
        {problem !== null && !isOfField && <ProblemAlert problem={problem} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {common('cancel')}
          </Button>
          <Button type="submit" loading={busy} disabled={name.trim() === ''}>
            {t('add.makeCode')}
          </Button>
        </Group>
      </Stack>
    </Box>
  )
}

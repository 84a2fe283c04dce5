import { Box, Button, Code, Group, Stack, Text, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../api/problem'
import { CopyButton } from '../ui/CopyButton'
import { ProblemAlert } from '../ui/ProblemAlert'
import { dialDaemon } from './changes'
import { useAddressInput } from './useAddressInput'

const PAIR = 'java -jar signalbox.jar daemon pair'
const FIELDS = ['name', 'address', 'pairingCode']

/** Has the panel dial a daemon that waits to be paired. */
export function PanelDials({ onClose, onJoined }: { onClose: () => void; onJoined: (daemon: string) => void }) {
  const { t } = useTranslation('daemons')
  const { t: common } = useTranslation()
  const [name, setName] = useState('')
  const [code, setCode] = useState('')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const address = useAddressInput(problem, /^address$/)
  const faultOf = (field: string) => (problem?.field === field ? problem.detail : undefined)

  async function submit(event: FormEvent) {
    event.preventDefault()
    address.check()
    if (address.address === null) {
      return
    }
    setBusy(true)
    setProblem(null)
    try {
      const daemon = await dialDaemon({ name: name.trim(), address: address.address, pairingCode: code.trim() })
      onJoined(daemon.id)
    } catch (thrown) {
      setProblem(Problem.of(thrown))
    } finally {
      setBusy(false)
    }
  }

  return (
    <Box component="form" onSubmit={(event) => void submit(event)}>
      <Stack>
        <Text size="sm">{t('add.pair')}</Text>
        <Group gap={4} wrap="nowrap">
          <Code style={{ overflowWrap: 'anywhere' }}>{PAIR}</Code>
          <CopyButton value={PAIR} label={t('add.copyCommand')} />
        </Group>
        <TextInput
          label={t('name')}
          description={t('add.nameHint')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={faultOf('name')}
          autoComplete="off"
          spellCheck={false}
          maxLength={64}
          required
          data-autofocus
        />
        <TextInput label={t('add.dialAddress')} description={t('add.dialAddressHint')} required {...address.props} />
        <TextInput
          label={t('add.pairingCode')}
          description={t('add.pairingCodeHint')}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          error={faultOf('pairingCode')}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          required
        />
        {problem !== null && !FIELDS.includes(problem.field ?? '') && <ProblemAlert problem={problem} />}
        {busy && (
          <Text size="sm" role="status">
            {t('add.dialling', { address: address.address ?? '' })}
          </Text>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {common('cancel')}
          </Button>
          <Button type="submit" loading={busy} disabled={name.trim() === '' || code.trim() === '' || address.isEmpty}>
            {t('add.dial')}
          </Button>
        </Group>
      </Stack>
    </Box>
  )
}

import { Alert, Box, Button, Code, Group, Modal, Radio, Select, Stack, Text, TextInput } from '@mantine/core'
import { TriangleAlert } from 'lucide-react'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { api, data } from '../api/http'
import { Problem } from '../api/problem'
import { queries } from '../app/queries'
import { GRANTABLE, PANEL_WIDE } from '../session/may'
import { PermissionChoice } from '../session/PermissionChoice'
import { togglePreset } from '../session/presets'
import { useSession } from '../session/session'
import { CopyButton } from '../ui/CopyButton'
import { ProblemAlert } from '../ui/ProblemAlert'
import { keysQuery } from './queries'
import { SignInAgain } from './SignInAgain'

const LIVES = ['30', '90', '365', 'never'] as const
type Life = (typeof LIVES)[number]
const DAY_MS = 86_400_000

/** Makes a key; where the sign-in is too long ago the password is asked for, and then it goes on. */
export function CreateKeyModal({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation('account')
  const [made, setMade] = useState<string | null>(null)
  const close = () => {
    setMade(null)
    onClose()
  }
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={t(made === null ? 'keys.create' : 'keys.madeTitle')}
      size="lg"
      // A key that was not copied is lost: a stray click must not close it.
      closeOnClickOutside={made === null}
    >
      {made === null ? <KeyForm onClose={close} onMade={setMade} /> : <MadeKey value={made} onClose={close} />}
    </Modal>
  )
}

function KeyForm({ onClose, onMade }: { onClose: () => void; onMade: (key: string) => void }) {
  const { t } = useTranslation('account')
  const { t: common } = useTranslation()
  const offered = useSession().user.role === 'admin' ? [...GRANTABLE, ...PANEL_WIDE] : GRANTABLE
  const [name, setName] = useState('')
  const [life, setLife] = useState<Life>('90')
  const [whole, setWhole] = useState(true)
  const [permissions, setPermissions] = useState(() => togglePreset('watch', [], offered))
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)

  async function create() {
    setBusy(true)
    setProblem(null)
    const expiresAt = life === 'never' ? null : new Date(Date.now() + Number(life) * DAY_MS).toISOString()
    try {
      const body = { name, expiresAt, permissions: whole ? null : permissions }
      const made = await data(api.POST('/api/v1/keys', { body }))
      onMade(made.key ?? '')
      await queries.invalidateQueries({ queryKey: keysQuery.queryKey })
    } catch (thrown) {
      setProblem(Problem.of(thrown))
    } finally {
      setBusy(false)
    }
  }

  if (problem?.code === 'auth.recent-sign-in-required') {
    return <SignInAgain onCancel={onClose} onDone={() => create()} />
  }

  function submit(event: FormEvent) {
    event.preventDefault()
    void create()
  }

  return (
    <Box component="form" onSubmit={submit}>
      <Stack>
        <TextInput
          label={t('keys.name')}
          description={t('keys.nameHint')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={problem?.field === 'name' ? problem.detail : undefined}
          autoComplete="off"
          required
          data-autofocus
        />
        <Select
          label={t('keys.life')}
          data={LIVES.map((value) => ({ value, label: t(`keys.lives.${value}`) }))}
          value={life}
          onChange={(value) => setLife(LIVES.find((each) => each === value) ?? '90')}
          allowDeselect={false}
        />
        <Radio.Group
          label={t('keys.carries')}
          value={whole ? 'whole' : 'part'}
          onChange={(value) => setWhole(value === 'whole')}
        >
          <Stack gap="xs" mt="xs">
            <Radio value="whole" label={t('keys.all')} description={t('keys.allHint')} />
            <Radio value="part" label={t('keys.part')} description={t('keys.partHint')} />
          </Stack>
        </Radio.Group>
        {!whole && (
          <PermissionChoice
            label={t('keys.carries')}
            offered={offered}
            chosen={permissions}
            onChange={setPermissions}
          />
        )}
        {problem !== null && problem.field !== 'name' && <ProblemAlert problem={problem} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {common('cancel')}
          </Button>
          <Button type="submit" loading={busy} disabled={!whole && permissions.length === 0}>
            {common('create')}
          </Button>
        </Group>
      </Stack>
    </Box>
  )
}

function MadeKey({ value, onClose }: { value: string; onClose: () => void }) {
  const { t } = useTranslation('account')
  return (
    <Stack>
      <Alert color="orange" icon={<TriangleAlert size={18} aria-hidden />} title={t('keys.onceTitle')}>
        {t('keys.onceText')}
      </Alert>
      <Group gap="xs" wrap="nowrap">
        <Code block style={{ flex: 1, overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
          {value}
        </Code>
        <CopyButton value={value} label={t('keys.copy')} />
      </Group>
      <Text size="sm" c="dimmed">
        {t('keys.use')}
      </Text>
      <Group justify="flex-end">
        <Button onClick={onClose}>{t('keys.haveIt')}</Button>
      </Group>
    </Stack>
  )
}

import { Alert, Box, Button, Fieldset, Group, Stack, Text } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import { Copy, GitMerge, Trash2 } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, data } from '../api/http'
import { Problem } from '../api/problem'
import type { InstanceSpec } from '../api/schema'
import { useMay } from '../session/permissions'
import { notifyDone } from '../ui/notify'
import { keep } from './actions'
import { DeleteModal } from './DeleteModal'
import { differences, draftOf, specOfSnapshot } from './draft'
import { type Instance, keyOf } from './instance'
import { SpecEditor } from './SpecEditor'
import { useSpec } from './useSpec'

/** What the instance is: changed here, and cloned or deleted. */
export function SettingsTab({ instance }: { instance: Instance }) {
  const { t } = useTranslation('instances')
  const may = useMay()
  const mayEdit = may('instances.configure', instance.daemon, instance.id)
  return (
    <Stack maw={920}>
      {!mayEdit && <Alert color="gray">{t('settings.readOnly')}</Alert>}
      <SettingsForm instance={instance} disabled={!mayEdit} />
      <CloneOrDelete instance={instance} />
    </Stack>
  )
}

function SettingsForm({ instance, disabled }: { instance: Instance; disabled: boolean }) {
  const { t } = useTranslation('instances')
  const present = specOfSnapshot(instance)
  const [base, setBase] = useState<InstanceSpec>(present)
  const [busy, setBusy] = useState(false)
  const editing = useSpec(draftOf(present))
  const theirs = differences(base, present)

  async function save(mineAllTheSame: boolean) {
    const spec = editing.spec()
    if (spec === null) {
      return
    }
    setBusy(true)
    editing.setProblem(null)
    try {
      const now = specOfSnapshot(await fetched(instance))
      if (!mineAllTheSame && differences(base, now).length > 0) {
        return // What the others have changed is in the cache now, and stands above the form.
      }
      const path = { daemon: instance.daemon, instance: instance.id }
      const saved = await data(
        api.PUT('/api/v1/daemons/{daemon}/instances/{instance}', { params: { path }, body: spec }),
      )
      keep(instance.daemon, saved)
      begin(specOfSnapshot(saved))
      notifyDone(t('settings.saved'))
    } catch (thrown) {
      editing.setProblem(Problem.of(thrown))
    } finally {
      setBusy(false)
    }
  }

  function begin(spec: InstanceSpec) {
    setBase(spec)
    editing.restart(spec)
  }

  function submit(event: FormEvent) {
    event.preventDefault()
    void save(false)
  }

  return (
    <Box component="form" onSubmit={submit} noValidate>
      <Stack>
        {theirs.length > 0 && (
          <Alert color="yellow" icon={<GitMerge size={18} aria-hidden />} title={t('settings.conflict')}>
            <Text size="sm">{t('settings.conflictText', { fields: theirs.join(', ') })}</Text>
            <Group gap="xs" mt="xs">
              <Button size="xs" variant="default" onClick={() => begin(present)}>
                {t('settings.takeTheirs')}
              </Button>
              {!disabled && (
                <Button size="xs" variant="default" onClick={() => void save(true)}>
                  {t('settings.saveMine')}
                </Button>
              )}
            </Group>
          </Alert>
        )}
        <SpecEditor editing={editing} disabled={disabled} />
        {!disabled && (
          <Group justify="flex-end">
            <Button variant="default" onClick={() => begin(present)}>
              {t('settings.revert')}
            </Button>
            <Button type="submit" loading={busy} disabled={theirs.length > 0}>
              {t('save', { ns: 'common' })}
            </Button>
          </Group>
        )}
      </Stack>
    </Box>
  )
}

/** The instance as the daemon has it this moment; the pages see it too. */
async function fetched(instance: Instance): Promise<Instance> {
  const path = { daemon: instance.daemon, instance: instance.id }
  const now = await data(api.GET('/api/v1/daemons/{daemon}/instances/{instance}', { params: { path } }))
  keep(instance.daemon, now)
  return { ...now, daemon: instance.daemon }
}

function CloneOrDelete({ instance }: { instance: Instance }) {
  const { t } = useTranslation('instances')
  const may = useMay()
  const navigate = useNavigate()
  const [going, setGoing] = useState<readonly Instance[] | null>(null)
  const mayDelete = may('instances.delete', instance.daemon, instance.id)
  const mayClone = may('instances.create', instance.daemon)
  const atRest = instance.state === 'stopped' || instance.state === 'crashed'
  if (!mayDelete && !mayClone) {
    return null
  }
  return (
    <Fieldset legend={t('settings.danger')}>
      <Group gap="xs">
        {mayClone && (
          <Button
            renderRoot={(props) => <Link {...props} to="/instances/new" search={{ from: keyOf(instance) }} />}
            variant="default"
            leftSection={<Copy size={16} aria-hidden />}
          >
            {t('actions.clone')}
          </Button>
        )}
        {mayDelete && (
          <Button
            color="red"
            variant="outline"
            leftSection={<Trash2 size={16} aria-hidden />}
            disabled={!atRest}
            onClick={() => setGoing([instance])}
          >
            {t('actions.delete')}
          </Button>
        )}
        {mayDelete && !atRest && (
          <Text size="sm" c="dimmed">
            {t('delete.restFirst')}
          </Text>
        )}
      </Group>
      <DeleteModal
        instances={going}
        onClose={() => setGoing(null)}
        onDeleted={() => void navigate({ to: '/instances' })}
      />
    </Fieldset>
  )
}

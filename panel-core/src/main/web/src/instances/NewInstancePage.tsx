import { Alert, Box, Button, Group, NativeSelect, SimpleGrid, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, data } from '../api/http'
import { Problem } from '../api/problem'
import type { InstanceSpec, Node } from '../api/schema'
import { daemonsQuery } from '../daemons/queries'
import { useMay } from '../session/permissions'
import { Loaded } from '../ui/Loaded'
import { notifyDone, notifyProblem } from '../ui/notify'
import { Page } from '../ui/Page'
import { act, keep } from './actions'
import { draftOf, EMPTY, specOfSnapshot } from './draft'
import { type Instance, keyOf } from './instance'
import { PRESETS, type Preset, withPreset } from './presets'
import { instancesQuery } from './queries'
import { SpecEditor } from './SpecEditor'
import { useSpec } from './useSpec'

const route = getRouteApi('/inside/instances/new')

/** Makes an instance, from nothing, from a preset or as a copy of another. */
export function NewInstancePage(): ReactNode {
  const { t } = useTranslation('instances')
  const { from } = route.useSearch()
  const daemons = useQuery(daemonsQuery)
  const instances = useQuery({ ...instancesQuery, enabled: from !== undefined })
  const origin = instances.data?.find((each) => keyOf(each) === from)
  const may = useMay()
  const fit = daemons.data?.filter((each) => each.status === 'online' && may('instances.create', each.id)) ?? []
  return (
    <Page title={origin === undefined ? t('create.title') : t('create.cloneOf', { name: origin.name })}>
      <Loaded query={daemons}>
        {() =>
          fit.length === 0 ? (
            <Alert color="yellow">{t('create.noDaemon')}</Alert>
          ) : from !== undefined && instances.data === undefined ? (
            <Loaded query={instances}>{() => null}</Loaded>
          ) : (
            <NewInstance key={from} daemons={fit} origin={origin} />
          )
        }
      </Loaded>
    </Page>
  )
}

function NewInstance({ daemons, origin }: { daemons: readonly Node[]; origin: Instance | undefined }) {
  const { t } = useTranslation('instances')
  const search = route.useSearch()
  const navigate = useNavigate()
  const may = useMay()
  const [daemon, setDaemon] = useState(
    () => daemons.find((each) => each.id === (search.daemon ?? origin?.daemon))?.id ?? daemons[0]?.id ?? '',
  )
  const [preset, setPreset] = useState<Preset>('process')
  const [busy, setBusy] = useState<'create' | 'start' | null>(null)
  const editing = useSpec(
    origin === undefined
      ? EMPTY
      : draftOf({ ...specOfSnapshot(origin), name: t('copyName', { name: origin.name }), directory: null }),
    search.as,
  )

  async function create(start: boolean) {
    const spec = editing.spec()
    if (spec === null) {
      return
    }
    setBusy(start ? 'start' : 'create')
    editing.setProblem(null)
    try {
      const made = await createOn(daemon, spec)
      notifyDone(t('create.done', { name: made.name }))
      if (start) {
        await act(made, 'start').catch((thrown: unknown) => notifyProblem(thrown, t('create.notStarted')))
      }
      await navigate({ to: '/instances/$daemon/$instance/console', params: { daemon, instance: made.id } })
    } catch (thrown) {
      editing.setProblem(Problem.of(thrown))
    } finally {
      setBusy(null)
    }
  }

  function submit(event: FormEvent) {
    event.preventDefault()
    void create(false)
  }

  return (
    <Box component="form" onSubmit={submit} noValidate maw={920}>
      <Stack>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <NativeSelect
            label={t('form.daemon')}
            data={daemons.map((each) => ({ value: each.id, label: each.name }))}
            value={daemon}
            onChange={(event) => setDaemon(event.currentTarget.value)}
          />
          {origin === undefined && editing.manner === 'form' && (
            <NativeSelect
              label={t('form.preset')}
              data={(Object.keys(PRESETS) as Preset[]).map((value) => ({ value, label: t(`form.presets.${value}`) }))}
              value={preset}
              onChange={(event) => {
                const next = (Object.keys(PRESETS) as Preset[]).find((each) => each === event.currentTarget.value)
                setPreset(next ?? 'process')
                editing.setDraft(withPreset(editing.draft, next ?? 'process'))
              }}
            />
          )}
        </SimpleGrid>
        <SpecEditor
          editing={editing}
          onManner={(manner) =>
            void navigate({
              to: '/instances/new',
              search: { ...search, as: manner === 'json' ? 'json' : undefined },
              replace: true,
            })
          }
        />
        <Group justify="flex-end">
          <Button type="submit" variant="default" loading={busy === 'create'} disabled={busy === 'start'}>
            {t('create.submit')}
          </Button>
          {may('instances.start', daemon) && (
            <Button onClick={() => void create(true)} loading={busy === 'start'} disabled={busy === 'create'}>
              {t('create.submitStart')}
            </Button>
          )}
        </Group>
      </Stack>
    </Box>
  )
}

async function createOn(daemon: string, spec: InstanceSpec): Promise<Instance> {
  const made = await data(
    api.POST('/api/v1/daemons/{daemon}/instances', { params: { path: { daemon } }, body: spec }),
  )
  keep(daemon, made)
  return { ...made, daemon }
}

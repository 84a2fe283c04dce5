import { Checkbox, Fieldset, NativeSelect, NumberInput, SimpleGrid, Stack, TagsInput, TextInput } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Problem } from '../api/problem'
import { CommandInput } from './CommandInput'
import { type Draft, POLICIES, SIGNALS } from './draft'
import { DurationInput } from './DurationInput'
import { EnvironmentInput } from './EnvironmentInput'
import { faultsOf } from './fields'

const ENCODINGS = ['UTF-8', 'GBK', 'GB18030', 'Big5', 'Shift_JIS', 'EUC-KR', 'ISO-8859-1', 'windows-1252']

interface Props {
  draft: Draft
  onChange: (draft: Draft) => void
  problem: Problem | null
  disabled?: boolean
}

/** What an instance is, as inputs; what the daemon has against one of them stands there. */
export function SpecForm({ draft, onChange, problem, disabled }: Props) {
  const { t } = useTranslation('instances')
  const put = (change: Partial<Draft>) => onChange({ ...draft, ...change })
  const faults = faultsOf(problem)
  const inputs = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (problem !== null) {
      inputs.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
    }
  }, [problem])
  return (
    <Stack gap="md" ref={inputs}>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <TextInput
          label={t('form.name')}
          value={draft.name}
          onChange={(event) => put({ name: event.currentTarget.value })}
          error={faults.at('name')}
          autoComplete="off"
          disabled={disabled}
          required
        />
        <TagsInput
          label={t('form.tags')}
          placeholder={draft.tags.length === 0 ? t('form.tagsHint') : undefined}
          value={[...draft.tags]}
          onChange={(tags) => put({ tags })}
          error={faults.at('tags')}
          disabled={disabled}
        />
      </SimpleGrid>
      <Fieldset legend={t('form.program')}>
        <Stack>
          <CommandInput
            value={draft.command}
            onChange={(command) => put({ command })}
            error={faults.at('driver.command')}
            disabled={disabled}
          />
          <EnvironmentInput
            value={draft.environment}
            onChange={(environment) => put({ environment })}
            error={faults.at('driver.environment')}
            disabled={disabled}
          />
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <TextInput
              label={t('form.user')}
              description={t('form.userHint')}
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              value={draft.user}
              onChange={(event) => put({ user: event.currentTarget.value })}
              error={faults.at('driver.user')}
              disabled={disabled}
            />
            <NativeSelect
              label={t('form.encoding')}
              data={[...new Set([...ENCODINGS, draft.encoding])]}
              value={draft.encoding}
              onChange={(event) => put({ encoding: event.currentTarget.value })}
              error={faults.at('driver.encoding')}
              disabled={disabled}
            />
          </SimpleGrid>
        </Stack>
      </Fieldset>
      <Fieldset legend={t('form.stop')}>
        <SimpleGrid cols={{ base: 1, sm: 3 }}>
          <TextInput
            label={t('form.stopInput')}
            description={t('form.stopInputHint')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            value={draft.stopInput}
            onChange={(event) => put({ stopInput: event.currentTarget.value })}
            error={faults.at('stop.input')}
            classNames={{ input: 'mono' }}
            disabled={disabled}
          />
          <NativeSelect
            label={t('form.stopSignal')}
            data={[...SIGNALS]}
            value={draft.stopSignal}
            onChange={(event) => put({ stopSignal: event.currentTarget.value })}
            error={faults.at('stop.signal')}
            disabled={disabled}
          />
          <DurationInput
            label={t('form.stopTimeout')}
            value={draft.stopTimeout}
            onChange={(stopTimeout) => put({ stopTimeout })}
            error={faults.at('stop.timeout')}
            disabled={disabled}
          />
        </SimpleGrid>
      </Fieldset>
      <Lifecycle draft={draft} put={put} problem={problem} disabled={disabled} />
    </Stack>
  )
}

interface PartProps {
  draft: Draft
  put: (change: Partial<Draft>) => void
  problem: Problem | null
  disabled: boolean | undefined
}

function Lifecycle({ draft, put, problem, disabled }: PartProps) {
  const { t } = useTranslation('instances')
  const faults = faultsOf(problem)
  return (
    <Fieldset legend={t('form.lifecycle')}>
      <Stack>
        <Checkbox
          label={t('form.autoStart')}
          checked={draft.autoStart}
          onChange={(event) => put({ autoStart: event.currentTarget.checked })}
          disabled={disabled}
        />
        <SimpleGrid cols={{ base: 1, sm: 2, lg: 4 }}>
          <NativeSelect
            label={t('form.policy')}
            data={POLICIES.map((value) => ({ value, label: t(`form.policies.${value}`) }))}
            value={draft.policy}
            onChange={(event) => put({ policy: POLICIES.find((each) => each === event.currentTarget.value) ?? 'no' })}
            error={faults.at('restart.policy')}
            disabled={disabled}
          />
          {draft.policy !== 'no' && (
            <>
              <NumberInput
                label={t('form.attempts')}
                value={draft.attempts}
                onChange={(attempts) => put({ attempts })}
                error={faults.at('restart.attempts')}
                disabled={disabled}
              />
              <DurationInput
                label={t('form.interval')}
                value={draft.interval}
                onChange={(interval) => put({ interval })}
                error={faults.at('restart.interval')}
                disabled={disabled}
              />
              <DurationInput
                label={t('form.backoff')}
                value={draft.backoff}
                onChange={(backoff) => put({ backoff })}
                error={faults.at('restart.backoff')}
                disabled={disabled}
              />
            </>
          )}
        </SimpleGrid>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <TextInput
            label={t('form.ready')}
            description={t('form.readyHint')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            value={draft.readyPattern}
            onChange={(event) => put({ readyPattern: event.currentTarget.value })}
            error={faults.at('ready.pattern')}
            classNames={{ input: 'mono' }}
            spellCheck={false}
            disabled={disabled}
          />
          {draft.readyPattern !== '' && (
            <DurationInput
              label={t('form.readyTimeout')}
              value={draft.readyTimeout}
              onChange={(readyTimeout) => put({ readyTimeout })}
              error={faults.at('ready.timeout')}
              disabled={disabled}
            />
          )}
        </SimpleGrid>
      </Stack>
    </Fieldset>
  )
}

import { SegmentedControl, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ProblemAlert } from '../ui/ProblemAlert'
import { faultsOf } from './fields'
import { JsonInput } from './JsonInput'
import { SpecForm } from './SpecForm'
import type { SpecEditing } from './useSpec'

interface Props {
  editing: SpecEditing
  disabled?: boolean
  onManner?: (manner: SpecEditing['manner']) => void
}

/** Writes a specification as a form or as JSON. */
export function SpecEditor({ editing, disabled, onManner }: Props) {
  const { t } = useTranslation('instances')
  const { manner, problem } = editing
  const unplaced = problem !== null && manner === 'form' && !faultsOf(problem).isPlaced
  return (
    <Stack>
      <SegmentedControl
        aria-label={t('form.as')}
        data={[
          { value: 'form', label: t('form.asForm') },
          { value: 'json', label: t('form.asJson') },
        ]}
        value={manner}
        onChange={(value) => {
          const next = value === 'json' ? 'json' : 'form'
          if (editing.turnTo(next)) {
            onManner?.(next)
          }
        }}
        style={{ alignSelf: 'flex-start' }}
      />
      {manner === 'form' ? (
        <SpecForm draft={editing.draft} onChange={editing.setDraft} problem={problem} disabled={disabled} />
      ) : (
        <JsonInput text={editing.text} onChange={editing.setText} problem={problem} disabled={disabled} />
      )}
      {unplaced && <ProblemAlert problem={problem} />}
    </Stack>
  )
}

import { Group, Input, NativeSelect, NumberInput } from '@mantine/core'
import { useId } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { amountOf, isoOf, secondsOf, type Unit } from './duration'

const UNITS = ['s', 'min', 'h', 'd'] as const satisfies readonly Unit[]

interface Props {
  label: string
  value: string
  onChange: (iso: string) => void
  error?: string
  disabled?: boolean
}

/** A duration as a number and its unit. */
export function DurationInput({ label, value, onChange, error, disabled }: Props) {
  const { t } = useTranslation('instances')
  const id = useId()
  const [typed, setTyped] = useState(() => amountOf(value))
  const shown = isoSame(value, typed) ? typed : amountOf(value)
  const change = (amount: number, unit: Unit) => {
    setTyped({ amount, unit })
    onChange(isoOf(amount, unit))
  }
  return (
    <Input.Wrapper label={label} error={error} id={id}>
      <Group gap={4} wrap="nowrap">
        <NumberInput
          id={id}
          value={Number.isNaN(shown.amount) ? '' : shown.amount}
          onChange={(amount) => change(Number(amount), shown.unit)}
          min={0}
          allowDecimal={false}
          disabled={disabled}
          flex={1}
          miw={70}
        />
        <NativeSelect
          aria-label={t('form.unit', { name: label })}
          data={UNITS.map((unit) => ({ value: unit, label: t(`form.units.${unit}`) }))}
          value={shown.unit}
          onChange={(event) => {
            const unit = UNITS.find((each) => each === event.currentTarget.value) ?? 's'
            change(shown.amount, unit)
          }}
          disabled={disabled}
          w={110}
        />
      </Group>
    </Input.Wrapper>
  )
}

const isoSame = (iso: string, typed: { amount: number; unit: Unit }) =>
  secondsOf(iso) === secondsOf(isoOf(typed.amount, typed.unit))

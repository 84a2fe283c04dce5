import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Problem } from '../api/problem'
import { addressOf } from './address'

/** A field for an address: what is typed, what that is, and what is wrong with it once somebody has tried to send it. */
export function useAddressInput(problem: Problem | null, field: RegExp) {
  const { t } = useTranslation('daemons')
  const [typed, setTyped] = useState('')
  const [isChecked, check] = useState(false)
  const isFaulty = isChecked && typed.trim() !== '' && addressOf(typed) === null
  const refusal = problem !== null && field.test(problem.field ?? '') ? problem.detail : undefined
  return {
    address: addressOf(typed),
    isEmpty: typed.trim() === '',
    check: () => check(true),
    clear: () => setTyped(''),
    props: {
      value: typed,
      onChange: (event: { currentTarget: { value: string } }) => {
        setTyped(event.currentTarget.value)
        check(false)
      },
      onBlur: () => check(true),
      error: isFaulty ? t('address.fault') : refusal,
      placeholder: 'https://192.168.1.20:7444',
      autoComplete: 'off',
      autoCapitalize: 'none',
      spellCheck: false,
      inputMode: 'url',
    } as const,
  }
}

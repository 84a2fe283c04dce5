import type { TFunction } from 'i18next'
import { Problem } from '../api/problem'
import { language } from '../i18n'
import type { Attempt } from './status'

type Translate = TFunction<'console'>

/** One thing that was tried, in words. */
export function attemptInWords(attempt: Attempt, t: Translate): string {
  const at = new Date(attempt.at).toLocaleTimeString(language())
  const address = attempt.address === null ? '' : ` (${new URL(attempt.address).host})`
  return `${at} ${t(`diagnosis.steps.${attempt.step}`)}${address}: ${resultInWords(attempt, t)}`
}

function resultInWords({ step, result }: Attempt, t: Translate): string {
  if (result === 'pending' || result === 'answered') {
    return t(`diagnosis.results.${result}`)
  }
  if (result instanceof Problem) {
    return `${result.detail} (${[result.code, result.trace].filter(Boolean).join(', ')})`
  }
  switch (result.kind) {
    case 'silent':
      return t('diagnosis.results.silent')
    case 'refused':
      return t(
        step === 'direct'
          ? 'diagnosis.results.refusedDirect'
          : step === 'relay'
            ? 'diagnosis.results.refusedRelay'
            : 'diagnosis.results.refusedResume',
      )
    case 'closed':
      return t('diagnosis.results.closed', { code: result.code, reason: result.reason })
  }
}

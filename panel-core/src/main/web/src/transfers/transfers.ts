import i18next from 'i18next'
import type { Problem } from '../api/problem'
import { showTask } from '../tasks/tasks'
import { bytes, duration } from '../ui/format'
import { TransferQueue } from './queue'

const AT_ONCE = 3
const ns = 'transfers'

/** All transfers of this page, shown in the task tray. */
export const transfers = new TransferQueue(AT_ONCE, {
  show: showTask,
  now: () => performance.now(),
  pace: (done, total, speed, left) => {
    const pace = i18next.t('pace', { ns, done: bytes(done), total: bytes(total), speed: bytes(speed) })
    return left === null ? pace : `${pace} · ${i18next.t('left', { ns, time: duration(left) })}`
  },
  failure: inWords,
})

function inWords(problem: Problem): string {
  switch (problem.code) {
    case 'transfer.broken':
      return i18next.t('broken', { ns })
    case 'way.closed':
      return i18next.t('closed', { ns, host: problem.detail })
    default: {
      const detail = problem.status === 412 ? i18next.t('changed', { ns }) : problem.detail
      return i18next.t('failed', { ns, detail, code: [problem.code, problem.trace].filter(Boolean).join(', ') })
    }
  }
}

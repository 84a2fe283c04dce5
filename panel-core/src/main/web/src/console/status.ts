import type { Problem } from '../api/problem'
import type { Way } from '../way/ways'
import type { Failure } from './connection'
import type { Hello } from './wire'

/** What is being tried: the way of before with a token, leave from the panel, the one or the other way. */
export type Step = 'resume' | 'ticket' | Way

/** One thing that was tried, and what came of it. */
export interface Attempt {
  readonly at: number
  readonly step: Step
  readonly address: string | null
  readonly result: 'pending' | 'answered' | Failure | Problem
}

/** Where a console stands, for whoever looks at it. */
export interface ConsoleStatus {
  /** `waiting` until the next try; `over` when no further try makes sense by itself. */
  readonly phase: 'connecting' | 'open' | 'waiting' | 'over'
  readonly step: Step | null
  /** When the connection was lost or first asked for. */
  readonly since: number
  readonly retryAt: number | null
  readonly way: Way | null
  readonly attempts: readonly Attempt[]
  readonly hello: Hello | null
  readonly end: 'deleted' | 'refused' | null
  readonly problem: Problem | null
}

export const NOT_YET: ConsoleStatus = {
  phase: 'connecting',
  step: null,
  since: 0,
  retryAt: null,
  way: null,
  attempts: [],
  hello: null,
  end: null,
  problem: null,
}

const MOST_ATTEMPTS = 12

export function withAttempt(status: ConsoleStatus, attempt: Attempt): ConsoleStatus {
  return { ...status, step: attempt.step, attempts: [...status.attempts, attempt].slice(-MOST_ATTEMPTS) }
}

/** Says of the newest attempt what came of it. */
export function withResult(status: ConsoleStatus, result: Attempt['result']): ConsoleStatus {
  const last = status.attempts.at(-1)
  return last === undefined ? status : { ...status, attempts: [...status.attempts.slice(0, -1), { ...last, result }] }
}

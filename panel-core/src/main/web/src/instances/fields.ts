import type { Problem } from '../api/problem'

/** What the daemon said about the fields of a form, by their path. */
export interface FieldFaults {
  /** What is wrong with a field, or with something inside it that has no place of its own. */
  readonly at: (path: string) => string | undefined
  /** Whether the form has a place where it is shown. */
  readonly isPlaced: boolean
}

const PLACES = [
  'name',
  'tags',
  'driver.command',
  'driver.environment',
  'driver.encoding',
  'driver.user',
  'stop.input',
  'stop.signal',
  'stop.timeout',
  'restart.policy',
  'restart.attempts',
  'restart.interval',
  'restart.backoff',
  'ready.pattern',
  'ready.timeout',
] as const

const inside = (path: string, place: string) =>
  path === place || path.startsWith(`${place}.`) || path.startsWith(`${place}[`)

/** Puts a problem at the input that it is about. */
export function faultsOf(problem: Problem | null): FieldFaults {
  const field = problem?.field ?? null
  return {
    at: (path) => (problem !== null && field !== null && inside(field, path) ? problem.detail : undefined),
    isPlaced: field !== null && PLACES.some((place) => inside(field, place)),
  }
}

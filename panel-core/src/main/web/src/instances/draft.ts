import type { InstanceSnapshot, InstanceSpec } from '../api/schema'
import type { ProcessDriver } from './instance'

/** One row of the environment; rows have keys of their own, for two may have the same name while one types. */
export interface Variable {
  readonly name: string
  readonly value: string
}

/** A specification as the form has it: everything a person types is a text. */
export interface Draft {
  readonly name: string
  readonly tags: readonly string[]
  readonly command: readonly string[]
  readonly environment: readonly Variable[]
  readonly encoding: string
  readonly user: string
  readonly stopInput: string
  readonly stopSignal: string
  readonly stopTimeout: string
  readonly policy: InstanceSpec['restart']['policy']
  readonly attempts: number | string
  readonly interval: string
  readonly backoff: string
  readonly readyPattern: string
  readonly readyTimeout: string
  readonly autoStart: boolean
  /** What the form has no place for is kept as it was. */
  readonly directory: string | null
  readonly expiresAt: string | null
  readonly diskLimit: number | null
  readonly driver: Readonly<Record<string, unknown>>
}

export const SIGNALS = ['TERM', 'INT', 'HUP', 'QUIT', 'USR1', 'USR2', 'KILL'] as const
export const POLICIES = ['no', 'on-failure', 'always'] as const

export const EMPTY: Draft = {
  name: '',
  tags: [],
  command: [''],
  environment: [],
  encoding: 'UTF-8',
  user: '',
  stopInput: '',
  stopSignal: 'TERM',
  stopTimeout: 'PT30S',
  policy: 'no',
  attempts: 5,
  interval: 'PT10M',
  backoff: 'PT2S',
  readyPattern: '',
  readyTimeout: 'PT5M',
  autoStart: false,
  directory: null,
  expiresAt: null,
  diskLimit: null,
  driver: { type: 'process' },
}

/** The specification alone, in the order in which one reads it. */
export function specOfSnapshot(instance: InstanceSnapshot): InstanceSpec {
  const { name, tags, directory, driver, stop, restart, ready, autoStart, expiresAt, diskLimit } = instance
  return { name, tags, directory, driver, stop, restart, ready, autoStart, expiresAt, diskLimit }
}

export function draftOf(spec: InstanceSpec): Draft {
  const { command, environment, user, encoding, ...driver } = spec.driver as ProcessDriver
  return {
    name: spec.name,
    tags: spec.tags,
    command,
    environment: Object.entries(environment ?? {}).map(([name, value]) => ({ name, value })),
    encoding: encoding ?? EMPTY.encoding,
    user: user ?? '',
    stopInput: spec.stop.input ?? '',
    stopSignal: spec.stop.signal,
    stopTimeout: spec.stop.timeout,
    policy: spec.restart.policy,
    attempts: spec.restart.attempts,
    interval: spec.restart.interval,
    backoff: spec.restart.backoff,
    readyPattern: spec.ready?.pattern ?? '',
    readyTimeout: spec.ready?.timeout ?? EMPTY.readyTimeout,
    autoStart: spec.autoStart,
    directory: spec.directory,
    expiresAt: spec.expiresAt,
    diskLimit: spec.diskLimit,
    driver: { ...driver },
  }
}

export function specOfDraft(draft: Draft): InstanceSpec {
  const driver: ProcessDriver & Record<string, unknown> = { type: 'process', ...draft.driver, command: [...draft.command] }
  const variables = draft.environment.filter(({ name, value }) => name !== '' || value !== '')
  if (variables.length > 0) {
    driver.environment = Object.fromEntries(variables.map(({ name, value }) => [name, value]))
  }
  if (draft.user !== '') {
    driver.user = draft.user
  }
  if (draft.encoding !== EMPTY.encoding) {
    driver.encoding = draft.encoding
  }
  return {
    name: draft.name,
    tags: [...draft.tags],
    directory: draft.directory,
    driver,
    stop: {
      input: draft.stopInput === '' ? null : draft.stopInput,
      signal: draft.stopSignal,
      timeout: draft.stopTimeout,
    },
    restart: {
      policy: draft.policy,
      // What is not a number goes as it is, and the daemon says so at its field.
      attempts: draft.attempts as number,
      interval: draft.interval,
      backoff: draft.backoff,
    },
    ready: draft.readyPattern === '' ? null : { pattern: draft.readyPattern, timeout: draft.readyTimeout },
    autoStart: draft.autoStart,
    expiresAt: draft.expiresAt,
    diskLimit: draft.diskLimit,
  }
}

/** The top fields in which two specifications differ. */
export function differences(one: InstanceSpec, other: InstanceSpec): string[] {
  return (Object.keys(one) as (keyof InstanceSpec)[]).filter((field) => sorted(one[field]) !== sorted(other[field]))
}

/** A value as a text that does not depend on the order of its members. */
function sorted(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([one], [other]) => (one < other ? -1 : 1)))
      : each,
  )
}

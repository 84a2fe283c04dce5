import type { InstanceSnapshot, InstanceState } from '../api/schema'

/** An instance and the daemon that it lives on. */
export type Instance = InstanceSnapshot & { daemon: string }

/** What tells an instance from all others: its own id is unique on its daemon only. */
export type InstanceKey = `${string}/${string}`

export const keyOf = (instance: { daemon: string; id: string }): InstanceKey => `${instance.daemon}/${instance.id}`

/** The options of `driver.type: process`, as they stand in a specification. */
export interface ProcessDriver {
  type: string
  command: string[]
  environment?: Record<string, string>
  user?: string | null
  encoding?: string
}

/** What a person can ask of an instance. */
export const ACTIONS = ['start', 'stop', 'restart', 'kill'] as const
export type Action = (typeof ACTIONS)[number]

const AT_REST: readonly InstanceState[] = ['stopped', 'crashed']
const ALIVE: readonly InstanceState[] = ['starting', 'running', 'stopping', 'backing-off']
const STOPPABLE: readonly InstanceState[] = ['starting', 'running', 'backing-off']

/** Whether the daemon would take this up in that state; it decides in the end. */
export function isOffered(action: Action, state: InstanceState): boolean {
  switch (action) {
    case 'start':
      return AT_REST.includes(state) || state === 'backing-off'
    case 'stop':
      return STOPPABLE.includes(state)
    case 'restart':
      return AT_REST.includes(state) || STOPPABLE.includes(state)
    case 'kill':
      return ALIVE.includes(state)
  }
}

export const isAlive = (state: InstanceState): boolean => ALIVE.includes(state)

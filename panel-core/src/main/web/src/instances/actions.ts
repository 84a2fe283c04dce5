import { api, data } from '../api/http'
import type { InstanceSnapshot } from '../api/schema'
import { queries } from '../app/queries'
import { Store } from '../ui/store'
import { type Action, type Instance, type InstanceKey, keyOf } from './instance'
import { instanceQuery, instancesQuery } from './queries'

/** What was asked of which instance and is not answered yet. */
export const pending = new Store<ReadonlyMap<InstanceKey, Action>>(new Map())

/** When this page first knew that an instance is to stop. */
export const stopsSince = new Store<ReadonlyMap<InstanceKey, number>>(new Map())

const PATHS = {
  start: '/api/v1/daemons/{daemon}/instances/{instance}/start',
  stop: '/api/v1/daemons/{daemon}/instances/{instance}/stop',
  restart: '/api/v1/daemons/{daemon}/instances/{instance}/restart',
  kill: '/api/v1/daemons/{daemon}/instances/{instance}/kill',
} as const satisfies Record<Action, string>

/** Asks something of an instance; whoever looks at it sees that it is under way. A refusal is thrown. */
export async function act(instance: Instance, action: Action): Promise<void> {
  const key = keyOf(instance)
  const before = known(instance)
  pending.update((all) => new Map(all).set(key, action))
  if (action === 'stop' || action === 'restart') {
    stopsSince.update((all) => new Map(all).set(key, Date.now()))
  }
  try {
    const path = { daemon: instance.daemon, instance: instance.id }
    const snapshot = await data(api.POST(PATHS[action], { params: { path } }))
    // An event that came meanwhile is newer than the answer.
    if (known(instance) === before) {
      keep(instance.daemon, snapshot)
    }
  } finally {
    pending.update((all) => without(all, key))
  }
}

/** Notes that an instance is about to stop, for a page that did not ask for it. */
export function sawStopping(key: InstanceKey): void {
  if (!stopsSince.get().has(key)) {
    stopsSince.update((all) => new Map(all).set(key, Date.now()))
  }
}

export function sawAtRest(key: InstanceKey): void {
  stopsSince.update((all) => without(all, key))
}

function without<V>(all: ReadonlyMap<InstanceKey, V>, key: InstanceKey): ReadonlyMap<InstanceKey, V> {
  if (!all.has(key)) {
    return all
  }
  const rest = new Map(all)
  rest.delete(key)
  return rest
}

function known({ daemon, id }: Instance): Instance | undefined {
  return (
    queries.getQueryData(instanceQuery(daemon, id).queryKey) ??
    queries.getQueryData(instancesQuery.queryKey)?.find((each) => each.daemon === daemon && each.id === id)
  )
}

/** Shows an instance as an answer has it, without waiting for the event that says the same. */
export function keep(daemon: string, snapshot: InstanceSnapshot): void {
  const instance: Instance = { ...snapshot, daemon }
  queries.setQueryData(instanceQuery(daemon, instance.id).queryKey, instance)
  queries.setQueryData(instancesQuery.queryKey, (all) => {
    const others = all?.filter((each) => keyOf(each) !== keyOf(instance))
    return others === undefined || all === undefined
      ? all
      : others.length === all.length
        ? [...all, instance]
        : all.map((each) => (keyOf(each) === keyOf(instance) ? instance : each))
  })
}

/** Deletes an instance, and its directory where that is wanted. */
export async function remove(instance: Instance, files: boolean): Promise<void> {
  const path = { daemon: instance.daemon, instance: instance.id }
  const query = files ? { files: 'true' } : {}
  await data(api.DELETE('/api/v1/daemons/{daemon}/instances/{instance}', { params: { path, query } }))
  queries.setQueryData(instancesQuery.queryKey, (all) => all?.filter((each) => keyOf(each) !== keyOf(instance)))
  queries.removeQueries({ queryKey: instanceQuery(instance.daemon, instance.id).queryKey })
}

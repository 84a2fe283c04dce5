import i18next from 'i18next'
import { Problem } from '../api/problem'
import { type Failure, showTask, type Task } from '../tasks/tasks'
import { act, remove } from './actions'
import type { Action, Instance } from './instance'

const AT_ONCE = 6

export type BulkAction = Action | 'delete'

let last = 0

/** Does the same to many, a few at a time; the tray shows how far it is, and what failed for which reason. */
export async function actOnMany(
  action: BulkAction,
  instances: readonly Instance[],
  each: (instance: Instance) => Promise<void> = (instance) => actOrRemove(action, instance),
): Promise<void> {
  last += 1
  const id = `instances-${last}`
  const title = i18next.t(`bulk.task.${action}`, { ns: 'instances', count: instances.length })
  const failures: Failure[] = []
  const failed: Instance[] = []
  const waiting = [...instances]
  let done = 0
  let cancelled = false

  const show = (state: Task['state']) =>
    showTask({
      id,
      title,
      state,
      done,
      total: instances.length,
      detail: `${done} / ${instances.length}`,
      failures: [...failures],
      cancel: () => {
        cancelled = true
      },
      ...(failed.length > 0 && state === 'failed' ? { retry: () => void actOnMany(action, failed, each) } : {}),
    })

  async function work(): Promise<void> {
    for (let next = waiting.shift(); next !== undefined && !cancelled; next = waiting.shift()) {
      try {
        await each(next)
      } catch (thrown) {
        failures.push({ name: next.name, reason: Problem.of(thrown).detail })
        failed.push(next)
      }
      done += 1
      show('running')
    }
  }

  show('running')
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  show(failures.length > 0 ? 'failed' : done < instances.length ? 'cancelled' : 'done')
}

const actOrRemove = (action: BulkAction, instance: Instance) =>
  action === 'delete' ? remove(instance, false) : act(instance, action)

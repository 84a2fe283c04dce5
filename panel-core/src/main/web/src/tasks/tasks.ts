import { Store } from '../ui/store'

/** One of several things that a task was to do and could not. */
export interface Failure {
  readonly name: string
  readonly reason: string
}

/** Work that takes a while, as the tray shows it. */
export interface Task {
  readonly id: string
  readonly title: string
  readonly state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled'
  /** How much is done, of `total`; -1 where nobody knows. */
  readonly done: number
  readonly total: number
  /** What stands beside the progress: a speed, a count, the reason of a failure. */
  readonly detail?: string
  readonly failures?: readonly Failure[]
  readonly cancel?: () => void
  readonly retry?: () => void
}

/** All running work of this browser and what has ended since it was looked at, newest first. */
export const tasks = new Store<readonly Task[]>([])

/** Puts a task into the tray, or what has become of it. */
export function showTask(task: Task): void {
  tasks.update((all) =>
    all.some((each) => each.id === task.id) ? all.map((each) => (each.id === task.id ? task : each)) : [task, ...all],
  )
}

export function dismissTask(id: string): void {
  tasks.update((all) => all.filter((task) => task.id !== id))
}

export const isOver = (task: Task) => task.state === 'done' || task.state === 'failed' || task.state === 'cancelled'

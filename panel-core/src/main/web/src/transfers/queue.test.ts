import { beforeEach, describe, expect, it } from 'vitest'
import { Problem } from '../api/problem'
import type { Task } from '../tasks/tasks'
import { type Control, TransferQueue } from './queue'
import { Speed } from './speed'

let tasks: Map<string, Task>
let now: number
let queue: TransferQueue
let runs: { title: string; control: Control; done: () => void; fail: (fault: unknown) => void }[]

const settle = () => new Promise((resolve) => setTimeout(resolve, 0))
const states = () => [...tasks.values()].map((task) => task.state)

beforeEach(() => {
  tasks = new Map()
  now = 0
  runs = []
  queue = new TransferQueue(3, {
    show: (task) => tasks.set(task.id, task),
    now: () => now,
    pace: (done, total, speed, left) => `${done}/${total} ${speed} ${left}`,
    failure: (problem) => problem.code,
  })
})

function add(title: string): void {
  queue.add({
    title,
    total: 100,
    run: (control) =>
      new Promise((resolve, reject) => {
        runs.push({ title, control, done: resolve, fail: reject })
        control.signal.addEventListener('abort', () => reject(new Error('aborted')))
      }),
  })
}

describe('a queue of transfers', () => {
  it('runs three at once, the others in their order', async () => {
    ;['a', 'b', 'c', 'd', 'e'].forEach(add)
    expect(runs.map((run) => run.title)).toEqual(['a', 'b', 'c'])
    expect(states()).toEqual(['running', 'running', 'running', 'waiting', 'waiting'])
    runs[1]?.done()
    await settle()
    expect(runs.map((run) => run.title)).toEqual(['a', 'b', 'c', 'd'])
    expect(states()).toEqual(['running', 'done', 'running', 'running', 'waiting'])
  })

  it('shows progress, speed and what is left, at most four times a second', () => {
    add('a')
    runs[0]?.control.progress(0, 100)
    now = 1000
    runs[0]?.control.progress(20, 100)
    expect([...tasks.values()][0]?.detail).toBe('20/100 20 4')
    now = 1100
    runs[0]?.control.progress(30, 100)
    expect([...tasks.values()][0]?.detail).toBe('20/100 20 4')
  })

  it('cancels what runs and what waits', async () => {
    ;['a', 'b', 'c', 'd'].forEach(add)
    const [a, , , d] = [...tasks.values()]
    d?.cancel?.()
    a?.cancel?.()
    await settle()
    expect(states()).toEqual(['cancelled', 'running', 'running', 'cancelled'])
    expect(runs).toHaveLength(3)
  })

  it('says why one failed, goes on with the others, and tries again when asked', async () => {
    add('a')
    runs[0]?.fail(new Problem({ status: 507, code: 'files.no-space', detail: 'full' }))
    await settle()
    const failed = [...tasks.values()][0]
    expect(failed).toMatchObject({ state: 'failed', detail: 'files.no-space' })
    failed?.retry?.()
    expect(states()).toEqual(['running'])
    runs[1]?.done()
    await settle()
    expect(states()).toEqual(['done'])
  })
})

it('measures speed over the last seconds only', () => {
  const speed = new Speed()
  expect(speed.note(0, 0)).toBe(0)
  expect(speed.note(1000, 1000)).toBe(1000)
  for (let second = 2; second <= 12; second += 1) {
    speed.note(second * 1000, 1000 + (second - 1) * 10)
  }
  expect(speed.note(13_000, 1120)).toBe(10)
})

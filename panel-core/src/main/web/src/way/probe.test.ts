import { beforeEach, expect, it } from 'vitest'
import { type Found, look } from './probe'

let time: number
let timers: { at: number; run: () => void }[]
let requests: { answer: (answered: boolean) => void; signal: AbortSignal }[]
let knocks: { onAnything: () => void; isGivenUp: boolean }[]
let found: Found | undefined

const settle = () => new Promise((resolve) => setTimeout(resolve, 0))

async function pass(milliseconds: number): Promise<void> {
  time += milliseconds
  const due = timers.filter((timer) => timer.at <= time)
  timers = timers.filter((timer) => timer.at > time)
  due.forEach((timer) => timer.run())
  await settle()
}

beforeEach(() => {
  time = 0
  timers = []
  requests = []
  knocks = []
  found = undefined
  const senses = {
    request: (_: string, signal: AbortSignal) =>
      new Promise<boolean>((resolve, reject) => {
        signal.addEventListener('abort', () => reject(new Error('aborted')))
        requests.push({ answer: resolve, signal })
      }),
    knock: (_: string, onAnything: () => void) => {
      const knock = { onAnything, isGivenUp: false }
      knocks.push(knock)
      return () => {
        knock.isGivenUp = true
      }
    },
    after: (milliseconds: number, run: () => void) => {
      const timer = { at: time + milliseconds, run }
      timers.push(timer)
      return () => {
        timers = timers.filter((each) => each !== timer)
      }
    },
  }
  void look(senses, 'https://daemon', 2000).then((what) => (found = what))
})

it.each([
  [true, 'answered'],
  [false, 'refused'],
])('says at once what came of the request', async (answered, what) => {
  requests[0]?.answer(answered)
  await settle()
  expect(found).toBe(what)
  expect(knocks).toEqual([])
  expect(timers).toEqual([])
})

it('is over in time where nothing comes, and leaves nothing behind', async () => {
  await pass(500)
  await pass(1499)
  expect(found).toBeUndefined()
  await pass(1)
  expect(found).toBe('silent')
  expect(knocks[0]?.isGivenUp).toBe(true)
  expect(requests[0]?.signal.aborted).toBe(true)
})

it('asks anew when something came of a new connection while the request still waits', async () => {
  await pass(500)
  knocks[0]?.onAnything()
  expect(requests.length).toBeGreaterThan(3)
  requests.at(-1)?.answer(true)
  await settle()
  expect(found).toBe('answered')
  expect(requests.every((request) => request.signal.aborted)).toBe(true)
})

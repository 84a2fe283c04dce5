import { beforeEach, describe, expect, it } from 'vitest'
import { CLOSED_MS, RETRY_MS, RETRY_TIMEOUT_MS, Ways, type Surroundings } from './ways'

const DIRECT = 'https://10.0.0.5:7444/v1/instances/x/files/content?path=a'

class Fake implements Surroundings {
  pageHost = 'panel.lan'
  clock = 1_000_000
  answer: 'answered' | 'refused' | 'silent' = 'answered'
  probes: string[] = []
  patience = 0
  timers: { at: number; run: () => void }[] = []
  isSeen = true
  kept: string | null = null
  now = () => this.clock
  isVisible = () => this.isSeen
  after = (milliseconds: number, run: () => void) => {
    const timer = { at: this.clock + milliseconds, run }
    this.timers.push(timer)
    return () => {
      this.timers = this.timers.filter((each) => each !== timer)
    }
  }
  async pass(milliseconds: number): Promise<void> {
    const until = this.clock + milliseconds
    for (let next = this.next(until); next !== undefined; next = this.next(until)) {
      this.timers = this.timers.filter((timer) => timer !== next)
      this.clock = next.at
      next.run()
      await new Promise((resolve) => setTimeout(resolve, 0))
    }
    this.clock = until
  }
  next = (until: number) => this.timers.filter((timer) => timer.at <= until).sort((a, b) => a.at - b.at)[0]
  probe = (origin: string, patience: number) => {
    this.probes.push(origin)
    this.patience = patience
    return Promise.resolve(this.answer)
  }
  load = () => this.kept
  keep = (wish: string) => {
    this.kept = wish
  }
}

let around: Fake
let ways: Ways

beforeEach(() => {
  around = new Fake()
  ways = new Ways(around)
})

describe('the way to a daemon', () => {
  it('is direct where the daemon answers, and is then taken without asking again', async () => {
    expect(await ways.find('d', DIRECT)).toBe('direct')
    expect(await ways.find('d', DIRECT)).toBe('direct')
    expect(around.probes).toEqual(['https://10.0.0.5:7444'])
  })

  it('asks once for many who want to know at the same time', async () => {
    await Promise.all([ways.find('d', DIRECT), ways.find('d', DIRECT), ways.find('d', DIRECT)])
    expect(around.probes).toHaveLength(1)
  })

  it('is relayed where the daemon does not answer, for half a minute where nobody looks again', async () => {
    around.answer = 'silent'
    expect(await ways.find('d', DIRECT)).toBe('relay')
    expect(ways.verdict('d')).toMatchObject({ way: 'relay', reason: 'silent', address: 'https://10.0.0.5:7444' })
    await around.pass(CLOSED_MS - 1)
    expect(ways.known('d', DIRECT)).toBe('relay')
    await around.pass(1)
    expect(ways.known('d', DIRECT)).toBeUndefined()
    expect(around.probes).toHaveLength(1)
  })

  it('is looked at every five seconds while it is in use, however long it stays closed', async () => {
    around.answer = 'silent'
    await ways.find('d', DIRECT)
    ways.use('d')
    await around.pass(100 * RETRY_MS)
    expect(around.probes).toHaveLength(101)
    expect(around.patience).toBe(RETRY_TIMEOUT_MS)
    around.answer = 'answered'
    await around.pass(RETRY_MS)
    expect(ways.verdict('d')).toMatchObject({ way: 'direct', reason: null })
    await around.pass(60_000)
    expect(around.probes).toHaveLength(102)
  })

  it('is not looked at where nothing uses it, or nobody sees the page', async () => {
    around.answer = 'refused'
    await ways.find('d', DIRECT)
    await ways.find('e', DIRECT)
    const [first, second] = [ways.use('d'), ways.use('d')]
    around.isSeen = false
    await around.pass(60_000)
    expect(around.probes).toHaveLength(2)
    around.isSeen = true
    first()
    first()
    await around.pass(RETRY_MS)
    expect(around.probes).toHaveLength(3)
    second()
    await around.pass(60_000)
    expect(around.probes).toHaveLength(3)
    expect(around.timers).toEqual([])
  })

  it('is relayed where there is no address for browsers', async () => {
    expect(await ways.find('d', null)).toBe('relay')
    expect(ways.verdict('d')?.reason).toBe('no-address')
    ways.use('d')
    await around.pass(60_000)
    expect(around.probes).toEqual([])
  })

  it('is not tried from a public page to a private address, unless somebody asks', async () => {
    around.pageHost = 'panel.example.com'
    expect(await ways.find('d', DIRECT)).toBe('relay')
    expect(ways.verdict('d')?.reason).toBe('private')
    ways.use('d')
    await around.pass(60_000)
    expect(around.probes).toEqual([])
    await ways.ask('d')
    expect(around.probes).toHaveLength(1)
    expect(ways.verdict('d')?.way).toBe('direct')
  })

  it('is forgotten when the daemon gets another address', async () => {
    await ways.find('d', DIRECT)
    expect(ways.known('d', 'https://10.0.0.6:7444/v1')).toBeUndefined()
  })

  it('is the one that a person forces, and that is kept', async () => {
    ways.choose('relay')
    expect(await ways.find('d', DIRECT)).toBe('relay')
    expect(ways.verdict('d')?.reason).toBe('chosen')
    ways.choose('direct')
    around.answer = 'refused'
    expect(await ways.find('d', DIRECT)).toBe('direct')
    ways.failed('d', DIRECT, 'refused')
    expect(ways.verdict('d')?.way).toBe('direct')
    expect(around.probes).toEqual([])
    expect(new Ways(around).wish.get()).toBe('direct')
  })
})

import { beforeEach, describe, expect, it } from 'vitest'
import { RETRY_MS, Ways, type Surroundings } from './ways'

const DIRECT = 'https://10.0.0.5:7444/v1/instances/x/files/content?path=a'

class Fake implements Surroundings {
  pageHost = 'panel.lan'
  clock = 1_000_000
  answer: 'answered' | 'refused' | 'silent' = 'answered'
  probes: string[] = []
  kept: string | null = null
  now = () => this.clock
  probe = (origin: string) => {
    this.probes.push(origin)
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

  it('is relayed where the daemon does not answer, and is looked at again after a while', async () => {
    around.answer = 'silent'
    expect(await ways.find('d', DIRECT)).toBe('relay')
    expect(ways.verdict('d')).toMatchObject({ way: 'relay', reason: 'silent', address: 'https://10.0.0.5:7444' })
    expect(ways.retryIn('d')).toBe(RETRY_MS)
    expect(ways.known('d', DIRECT)).toBe('relay')
    around.clock += RETRY_MS
    expect(ways.retryIn('d')).toBe(0)
    expect(ways.known('d', DIRECT)).toBeUndefined()
    around.answer = 'answered'
    await ways.retry('d')
    expect(ways.verdict('d')).toMatchObject({ way: 'direct', reason: null })
  })

  it('is looked at more seldom the longer it stays closed', async () => {
    around.answer = 'refused'
    for (let i = 0; i < 20; i += 1) {
      await ways.find('d', DIRECT)
      await ways.retry('d')
    }
    expect(ways.retryIn('d')).toBe(600_000)
  })

  it('is relayed where there is no address for browsers', async () => {
    expect(await ways.find('d', null)).toBe('relay')
    expect(ways.verdict('d')?.reason).toBe('no-address')
    expect(ways.retryIn('d')).toBeUndefined()
  })

  it('is not tried from a public page to a private address, unless somebody asks', async () => {
    around.pageHost = 'panel.example.com'
    expect(await ways.find('d', DIRECT)).toBe('relay')
    expect(ways.verdict('d')?.reason).toBe('private')
    expect(ways.retryIn('d')).toBeUndefined()
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

import { beforeEach, describe, expect, it } from 'vitest'
import { Problem } from '../api/problem'
import { RETRY_MS, Ways } from '../way/ways'
import type { Ears } from './connection'
import { ConsoleSession, type Sink } from './session'

const DIRECT = 'wss://10.0.0.5:7444/v1/instances/i/console'
const RELAY = 'wss://panel.lan:7443/relay/d/v1/instances/i/console'

class FakeClock {
  time = 1_000_000
  timers: { at: number; run: () => void }[] = []
  now = () => this.time
  after = (milliseconds: number, run: () => void) => {
    const timer = { at: this.time + milliseconds, run }
    this.timers.push(timer)
    return () => {
      this.timers = this.timers.filter((each) => each !== timer)
    }
  }
  async pass(milliseconds: number): Promise<void> {
    const until = this.time + milliseconds
    for (;;) {
      await settle()
      const next = this.timers.filter((timer) => timer.at <= until).sort((a, b) => a.at - b.at)[0]
      if (next === undefined) {
        break
      }
      this.timers = this.timers.filter((timer) => timer !== next)
      this.time = next.at
      next.run()
    }
    this.time = until
  }
}

class FakeSocket {
  sent: unknown[] = []
  pings = 0
  isClosed = false
  /** The network takes everything, and nothing arrives. */
  isLost = false
  constructor(
    readonly url: URL,
    readonly leave: string,
    readonly ears: Ears,
  ) {}
  send = (text: string) => {
    const message = JSON.parse(text) as { type: string }
    if (message.type !== 'ping') {
      this.sent.push(message)
      return
    }
    this.pings += 1
    if (!this.isLost) {
      this.says({ type: 'pong' })
    }
  }
  close = () => {
    this.isClosed = true
  }
  hello(fields: object = {}): void {
    this.ears.opened()
    const offset = Number(this.url.searchParams.get('from') ?? 0)
    const base = { type: 'hello', offset, end: offset, state: 'running', encoding: 'UTF-8', columns: null, rows: null }
    this.says({ ...base, rights: ['view', 'input'], resume: `resume_${this.leave}`, ...fields })
  }
  says = (message: object) => this.ears.text(JSON.stringify(message))
  prints = (text: string) => this.ears.bytes(new TextEncoder().encode(text))
}

const settle = async () => {
  for (let i = 0; i < 20; i += 1) {
    await Promise.resolve()
  }
}

let clock: FakeClock
let sockets: FakeSocket[]
let shown: string[]
let tickets: number
let refusal: Problem | null
let direct: string | null
let ways: Ways
let probed: 'answered' | 'refused'
let isVisible: boolean
let session: ConsoleSession

const last = () => sockets.at(-1) as FakeSocket
const status = () => session.status.get()

beforeEach(async () => {
  clock = new FakeClock()
  sockets = []
  shown = []
  tickets = 0
  refusal = null
  direct = DIRECT
  probed = 'refused'
  isVisible = true
  ways = new Ways({
    pageHost: 'panel.lan',
    now: clock.now,
    after: clock.after,
    isVisible: () => isVisible,
    probe: () => Promise.resolve(probed),
    load: () => null,
    keep: () => undefined,
  })
  const sink: Sink = {
    begin: (hello, how) => shown.push(`<${how} ${hello.offset}>`),
    bytes: (bytes) => shown.push(new TextDecoder().decode(bytes)),
    gap: (from, to) => shown.push(`<gap ${from} ${to}>`),
    state: (state) => shown.push(`<${state}>`),
    refused: (code) => shown.push(`<refused ${code}>`),
  }
  session = new ConsoleSession(
    {
      daemon: 'd',
      clock,
      ways,
      jitter: () => 1,
      dial: (address, protocols, ears) => {
        expect(protocols[0]).toBe('signalbox.console.v1')
        const socket = new FakeSocket(new URL(address), (protocols[1] ?? '').replace('ticket.', ''), ears)
        sockets.push(socket)
        return socket
      },
      ticket: () => {
        tickets += 1
        return refusal === null
          ? Promise.resolve({ ticket: `t${tickets}`, direct, relay: RELAY, expiresAt: '2026-01-01T00:00:00Z' })
          : Promise.reject(refusal)
      },
    },
    sink,
  )
  session.start()
  await settle()
})

describe('a console that opens', () => {
  it('goes straight to the daemon, with the ticket', () => {
    expect(last().url.href).toBe(DIRECT)
    expect(last().leave).toBe('t1')
    last().hello({ offset: 40, end: 42 })
    last().prints('hi')
    expect(shown).toEqual(['<first 40>', 'hi'])
    expect(status()).toMatchObject({ phase: 'open', way: 'direct' })
    expect(ways.verdict('d')?.way).toBe('direct')
  })

  it('takes the relay with a fresh ticket when the daemon has not answered for two seconds', async () => {
    const first = last()
    await clock.pass(1999)
    expect(sockets).toHaveLength(1)
    await clock.pass(1)
    expect(first.isClosed).toBe(true)
    expect(last().url.href).toBe(RELAY)
    expect(last().leave).toBe('t2')
    last().hello()
    expect(status()).toMatchObject({ phase: 'open', way: 'relay' })
    expect(ways.verdict('d')?.reason).toBe('silent')
  })

  it('takes the relay at once when the daemon refuses', async () => {
    last().ears.closed(1006, '')
    await settle()
    expect(last().url.href).toBe(RELAY)
    expect(ways.verdict('d')?.reason).toBe('refused')
    expect(status().attempts.map((attempt) => attempt.step)).toEqual(['ticket', 'direct', 'ticket', 'relay'])
  })

  it('says what has failed, and tries again later and later', async () => {
    for (const wait of [500, 1000, 2000]) {
      // The relay alone is tried while the verdict about the direct way is fresh.
      if (last().url.href === DIRECT) {
        last().ears.closed(1006, '')
        await settle()
      }
      last().ears.closed(1006, '')
      await settle()
      expect(status()).toMatchObject({ phase: 'waiting', retryAt: clock.time + wait })
      const tried = sockets.length
      await clock.pass(wait - 1)
      expect(sockets).toHaveLength(tried)
      await clock.pass(1)
      expect(sockets).toHaveLength(tried + 1)
    }
  })

  it('stops when the panel refuses, until somebody asks', async () => {
    session.stop()
    refusal = new Problem({ status: 403, code: 'access.denied', detail: 'no' })
    session.retryNow()
    ways.choose('relay')
    session.start()
    await settle()
    expect(status()).toMatchObject({ phase: 'over', end: 'refused', problem: refusal })
    const asked = tickets
    await clock.pass(60_000)
    expect(tickets).toBe(asked)
    refusal = null
    session.retryNow()
    await settle()
    expect(last().url.href).toBe(RELAY)
  })
})

describe('a console that breaks', () => {
  beforeEach(() => {
    last().hello({ offset: 100 })
    last().prints('abc')
  })

  it('goes on at its place with the newest token, without asking the panel', async () => {
    last().says({ type: 'resume', resume: 'resume_new' })
    last().ears.closed(1001, 'restart')
    await clock.pass(500)
    expect(last().url.searchParams.get('from')).toBe('103')
    expect(last().leave).toBe('resume_new')
    expect(tickets).toBe(1)
    last().hello()
    last().prints('def')
    expect(shown).toEqual(['<first 100>', 'abc', '<again 103>', 'def'])
  })

  it('asks for a ticket where the token is refused, and still goes on at its place', async () => {
    last().ears.closed(1006, '')
    await clock.pass(500)
    last().ears.closed(1006, '')
    await settle()
    expect(last().leave).toBe('t2')
    expect(last().url.searchParams.get('from')).toBe('103')
  })

  it('does not use a token that is too old', async () => {
    refusal = Problem.unreachable('away')
    for (let second = 0; second < 300; second += 1) {
      last().ears.closed(1006, '')
      await clock.pass(1000)
    }
    const tried = sockets.length
    await clock.pass(60_000)
    expect(sockets).toHaveLength(tried)
    expect(status()).toMatchObject({ phase: 'waiting', problem: refusal })
  })

  it('asks for new leave when the old has ended', async () => {
    last().ears.closed(4401, 'revoked')
    await clock.pass(500)
    expect(last().leave).toBe('t2')
  })

  it('begins anew where its place is beyond the end', async () => {
    last().ears.closed(4416, '')
    await clock.pass(500)
    expect(last().url.searchParams.has('from')).toBe(false)
    last().hello({ offset: 0 })
    expect(shown.at(-1)).toBe('<anew 0>')
  })

  it('ends with the instance', async () => {
    last().ears.closed(4404, '')
    await clock.pass(60_000)
    expect(status()).toMatchObject({ phase: 'over', end: 'deleted' })
    expect(sockets).toHaveLength(1)
  })

  it('leaps with a gap, and resumes behind it', async () => {
    last().says({ type: 'gap', from: 103, to: 5000 })
    last().prints('x')
    last().ears.closed(1006, '')
    await clock.pass(500)
    expect(last().url.searchParams.get('from')).toBe('5001')
    expect(shown.slice(2)).toEqual(['<gap 103 5000>', 'x'])
  })

  it('is noticed within five seconds when packets vanish, and goes on through the relay with fresh leave', async () => {
    const first = last()
    await clock.pass(60_000)
    expect(first.pings).toBeGreaterThan(20)
    expect(sockets).toHaveLength(1)
    first.isLost = true
    await clock.pass(5000)
    expect(first.isClosed).toBe(true)
    expect(last().url.href).toBe(`${RELAY}?from=103`)
    expect(last().leave).toBe('t2')
    expect(ways.verdict('d')?.way).toBe('relay')
    first.prints('late')
    last().hello()
    last().prints('def')
    expect(shown).toEqual(['<first 100>', 'abc', '<again 103>', 'def'])
    expect(status()).toMatchObject({ phase: 'open', way: 'relay' })
  })

  it('is not taken for silent while it prints', async () => {
    last().isLost = true
    for (let i = 0; i < 10; i += 1) {
      await clock.pass(2400)
      last().prints('.')
    }
    expect(sockets).toHaveLength(1)
  })

  it('does not take the sleep of its own page for silence', async () => {
    clock.time += 3_600_000
    await clock.pass(1000)
    expect(sockets).toHaveLength(1)
    expect(last().pings).toBeGreaterThan(0)
  })

  it('goes on with its token when the packets vanish while the panel is away', async () => {
    refusal = Problem.unreachable('away')
    last().isLost = true
    await clock.pass(5000)
    expect(last().url.href).toBe(`${DIRECT}?from=103`)
    expect(last().leave).toBe('resume_t1')
  })
})

describe('a relayed console', () => {
  beforeEach(async () => {
    last().ears.closed(1006, '')
    await settle()
    last().hello({ offset: 0 })
    last().prints('ab')
  })

  it('moves over when the direct way opens, and loses and doubles nothing', async () => {
    const relayed = last()
    probed = 'answered'
    await clock.pass(2 * RETRY_MS)
    expect(last().url.searchParams.get('from')).toBe('2')
    relayed.prints('cd')
    last().hello({ offset: 2 })
    expect(relayed.isClosed).toBe(true)
    relayed.prints('lost')
    last().prints('cde')
    expect(shown).toEqual(['<first 0>', 'ab', 'cd', 'e'])
    expect(status()).toMatchObject({ phase: 'open', way: 'direct' })
  })

  it('stays where it is when the move fails, and does not try at every look', async () => {
    const relayed = last()
    probed = 'answered'
    await clock.pass(RETRY_MS + 1000)
    last().ears.closed(1006, '')
    relayed.prints('cd')
    expect(shown.at(-1)).toBe('cd')
    const tried = sockets.length
    await clock.pass(4_000)
    expect(sockets).toHaveLength(tried)
    expect(status()).toMatchObject({ phase: 'open', way: 'relay' })
    for (let i = 0; i < 60; i += 1) {
      await clock.pass(10_000)
      if (!last().isClosed && last() !== relayed) {
        last().ears.closed(1006, '')
      }
    }
    expect(sockets.length - tried).toBeLessThan(10)
    expect(relayed.isClosed).toBe(false)
  })

  it('does not look while nobody sees the page', async () => {
    isVisible = false
    probed = 'answered'
    await clock.pass(60_000)
    expect(sockets).toHaveLength(2)
    isVisible = true
    await clock.pass(2 * RETRY_MS)
    expect(last().url.href).toBe(`${DIRECT}?from=2`)
  })

  it('moves over each time the direct way opens, within ten seconds', async () => {
    for (let i = 0; i < 3; i += 1) {
      probed = 'answered'
      await clock.pass(2 * RETRY_MS)
      expect(last().url.href).toBe(`${DIRECT}?from=2`)
      last().hello()
      expect(status()).toMatchObject({ phase: 'open', way: 'direct' })
      probed = 'refused'
      last().isLost = true
      await clock.pass(5000)
      expect(last().url.href).toBe(`${RELAY}?from=2`)
      last().hello()
      expect(status()).toMatchObject({ phase: 'open', way: 'relay' })
    }
    expect(shown.filter((each) => !each.startsWith('<again'))).toEqual(['<first 0>', 'ab'])
  })

  it('comes back by itself when the relay falls silent', async () => {
    last().isLost = true
    await clock.pass(5000)
    expect(sockets[1]?.isClosed).toBe(true)
    expect(last().url.href).toBe(`${RELAY}?from=2`)
    expect(last().leave).toBe('resume_t2')
  })

  it('is opened again on the way that a person forces', async () => {
    const relayed = last()
    ways.choose('direct')
    await settle()
    expect(relayed.isClosed).toBe(true)
    expect(last().url.href).toBe(`${DIRECT}?from=2`)
    expect(last().leave).toBe('t3')
  })
})

describe('input', () => {
  it('is sent as it is, and not at all where nobody listens', async () => {
    expect(session.input('early')).toBe(false)
    last().hello()
    expect(session.input('say hi\n')).toBe(true)
    session.resize(80.4, 5000)
    expect(last().sent).toEqual([
      { type: 'input', data: 'say hi\n' },
      { type: 'resize', columns: 80, rows: 1000 },
    ])
    last().says({ type: 'error', code: 'instance.not-running', detail: '' })
    expect(shown.at(-1)).toBe('<refused instance.not-running>')
  })

  it('is not sent where one may only watch', () => {
    last().hello({ rights: ['view'] })
    expect(session.input('x')).toBe(false)
    expect(last().sent).toEqual([])
  })

  it('is cut into messages that the server takes, between characters', () => {
    last().hello()
    session.input('😀'.repeat(5000))
    const parts = last().sent.map((message) => (message as { data: string }).data)
    expect(parts.join('')).toBe('😀'.repeat(5000))
    expect(parts.every((part) => part.length <= 8192 && !part.startsWith('\udc00'))).toBe(true)
  })
})

it('ignores messages that it does not know or that make no sense', () => {
  last().hello()
  last().says({ type: 'news' })
  last().says({ type: 'gap', from: 5, to: 1 })
  last().ears.text('not json')
  expect(shown).toEqual(['<first 0>'])
})

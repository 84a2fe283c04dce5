import { describe, expect, it } from 'vitest'
import { parseMessage } from './events'
import { addressFrom, afterClose, delayBefore } from './reconnect'

describe('the event socket after a break', () => {
  it('waits longer each time, to a bound, and never exactly as long as everybody else', () => {
    expect(delayBefore(0, 1)).toBe(500)
    expect(delayBefore(3, 1)).toBe(4000)
    expect(delayBefore(99, 1)).toBe(15_000)
    expect(delayBefore(3, 0)).toBeLessThan(delayBefore(3, 1))
  })

  it('leads to the sign-in when the session is over, reads all again when it was too slow, else goes on', () => {
    expect(afterClose(4401)).toBe('sign-in')
    expect(afterClose(4409)).toBe('fetch-again')
    expect(afterClose(1001)).toBe('resume')
    expect(afterClose(1006)).toBe('resume')
  })

  it('asks for what came after the place that it had', () => {
    expect(addressFrom('https://panel:7443', null)).toBe('wss://panel:7443/api/v1/events')
    expect(addressFrom('https://panel/signalbox', null)).toBe('wss://panel/signalbox/api/v1/events')
    expect(addressFrom('https://panel', { boot: 'b&c', seq: 41 })).toBe(
      'wss://panel/api/v1/events?from=41&boot=b%26c',
    )
  })
})

describe('a message', () => {
  it('of an unknown kind counts, and says nothing', () => {
    expect(parseMessage('{"type":"event","seq":7,"event":{"kind":"moon.changed"}}')).toEqual({
      type: 'event',
      seq: 7,
      event: null,
    })
  })

  it('of an unknown type is none', () => {
    expect(parseMessage('{"type":"weather"}')).toBeNull()
  })
})

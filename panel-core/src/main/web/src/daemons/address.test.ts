import { describe, expect, it } from 'vitest'
import { addressOf, isSkewed } from './address'

describe('an address that somebody types', () => {
  it.each([
    ['https://10.0.0.5:7444', 'https://10.0.0.5:7444'],
    [' node.lan:7444 ', 'https://node.lan:7444'],
    ['https://example.com/daemon-a/', 'https://example.com/daemon-a'],
    ['https://[fd00::7]:7444/', 'https://[fd00::7]:7444'],
    ['HTTPS://Node.LAN:7444', 'https://node.lan:7444'],
  ])('%s is %s', (typed, address) => expect(addressOf(typed)).toBe(address))

  it.each(['', '  ', 'http://node.lan:7444', 'https://', 'https://a:b@node.lan', 'https://node.lan/?x=1', 'no de.lan', 'ftp://x'])(
    '%s is none',
    (typed) => expect(addressOf(typed)).toBeNull(),
  )
})

it.each([
  [5, false],
  [5.1, true],
  [-5.1, true],
])('a clock that is %d s off: told? %s', (seconds, told) => expect(isSkewed(seconds)).toBe(told))

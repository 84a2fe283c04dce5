import { describe, expect, it } from 'vitest'
import { daemonOf, isPrivateHost } from './addresses'

describe('a private host', () => {
  it.each([
    'localhost',
    '127.0.0.1',
    '10.1.2.3',
    '172.16.0.1',
    '172.31.255.1',
    '192.168.1.1',
    '100.64.0.9',
    '169.254.1.1',
    '[::1]',
    '[fd00::7]',
    '[fe80::1]',
    '[::ffff:c0a8:1]',
    'nas',
    'Nas.LAN.',
    'box.home.arpa',
    'printer.local',
  ])('is %s', (host) => expect(isPrivateHost(host)).toBe(true))

  it.each(['example.com', '172.32.0.1', '100.128.0.1', '192.169.0.1', '11.0.0.1', '[2001:db8::1]', 'lan.example.org'])(
    'is not %s',
    (host) => expect(isPrivateHost(host)).toBe(false),
  )
})

it('makes an address that a browser can open of one of a WebSocket', () => {
  expect(daemonOf('wss://10.0.0.5:7444/v1/instances/x/console')).toBe('https://10.0.0.5:7444')
})

it.each([
  ['https://host/daemon-a', 'https://host/daemon-a'],
  ['https://host/daemon-a/', 'https://host/daemon-a'],
  ['wss://host/daemon-a/v1/instances/x/console', 'https://host/daemon-a'],
  ['https://host:8443/v1/a/v1/instances/x/files/content?path=v1/instances/y', 'https://host:8443/v1/a'],
  ['https://10.0.0.5:7444', 'https://10.0.0.5:7444'],
])('keeps the path at which a daemon is: %s', (address, daemon) => expect(daemonOf(address)).toBe(daemon))

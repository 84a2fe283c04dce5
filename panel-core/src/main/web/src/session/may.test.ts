import { describe, expect, it } from 'vitest'
import type { SessionView } from '../api/schema'
import { mayAnywhere, mayOf } from './may'

const session: SessionView = {
  user: { id: 'u', username: 'ada', role: 'user' },
  permissions: ['audit.view'],
  grants: [
    { daemon: 'a', instance: '*', permissions: ['instances.view'] },
    { daemon: 'b', instance: 'i', permissions: ['console.view'] },
  ],
}

describe('what a person may do', () => {
  const may = mayOf(session)

  it('holds everywhere where the session says so', () => {
    expect(may('audit.view')).toBe(true)
    expect(may('audit.view', 'a', 'i')).toBe(true)
  })

  it('holds on the daemon and every instance of it where the grant has *', () => {
    expect(may('instances.view', 'a')).toBe(true)
    expect(may('instances.view', 'a', 'any')).toBe(true)
    expect(may('instances.view', 'b')).toBe(false)
    expect(may('instances.view')).toBe(false)
  })

  it('holds on no other instance, and not on the daemon, where the grant names one', () => {
    expect(may('console.view', 'b', 'i')).toBe(true)
    expect(may('console.view', 'b', 'j')).toBe(false)
    expect(may('console.view', 'b')).toBe(false)
  })

  it('is found anywhere', () => {
    expect(mayAnywhere(session, 'console.view')).toBe(true)
    expect(mayAnywhere(session, 'files.read')).toBe(false)
  })
})

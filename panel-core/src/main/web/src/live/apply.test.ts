import { describe, expect, it } from 'vitest'
import type { Node } from '../api/schema'
import type { Instance } from '../instances/instance'
import { applyChanges, changesFor } from './apply'
import type { LiveEvent } from './events'

const instance = (daemon: string, id: string, name = id) => ({ daemon, id, name, state: 'running' }) as Instance
const changed = (daemon: string, id: string, name: string): LiveEvent => ({
  kind: 'instance.changed',
  daemon,
  instance: instance(daemon, id, name),
})
const daemon = (id: string, status: Node['status']): LiveEvent => ({
  kind: 'daemon.changed',
  daemon: { id, status } as Node,
})
const apply = (data: unknown, whole: boolean, ...events: LiveEvent[]) =>
  applyChanges(data, changesFor('instances', events), whole)

describe('events applied to cached answers', () => {
  const list = [instance('d', '1'), instance('d', '2'), instance('e', '1')]

  it('change one row in place and leave all others the objects that they were', () => {
    const { data, stale } = apply(list, true, changed('d', '2', 'new'))
    const rows = data as Instance[]
    expect(rows.map(({ name }) => name)).toEqual(['1', 'new', '1'])
    expect(rows[0]).toBe(list[0])
    expect(rows[2]).toBe(list[2])
    expect(stale).toBe(false)
  })

  it('give back the same object when nothing in it changed', () => {
    expect(apply(list, true, daemon('d', 'online')).data).toBe(list)
  })

  it('add what is new to the whole list, and have any other list read again', () => {
    expect(apply(list, true, changed('d', '3', 'x'))).toMatchObject({ stale: false, data: { length: 4 } })
    expect(apply(list, false, changed('d', '3', 'x'))).toEqual({ data: list, stale: true })
  })

  it('take away what was removed on that daemon only', () => {
    const { data } = apply(list, true, { kind: 'instance.removed', daemon: 'd', id: '1' })
    expect(data).toEqual([list[1], list[2]])
  })

  it('take the instances of a daemon that went away, but not those that came after it was back', () => {
    expect(apply(list, true, daemon('d', 'offline')).data).toEqual([list[2]])
    const { data } = apply(list, true, daemon('d', 'offline'), changed('d', '1', 'back'))
    expect((data as Instance[]).map(({ name }) => name).sort()).toEqual(['1', 'back'])
  })

  it('reach into the pages of an infinite list', () => {
    const pages = { pages: [{ items: [list[0]], next: 'x' }, { items: [list[1]], next: null }], pageParams: [null, 'x'] }
    const { data } = apply(pages, false, changed('d', '2', 'new'))
    expect(data).toMatchObject({ pages: [{ items: [{ name: '1' }] }, { items: [{ name: 'new' }] }] })
  })

  it('replace a single thing, and have it read again when it is gone', () => {
    const one = changesFor('instance', [changed('d', '1', 'new')])
    expect(applyChanges(list[0], one, false)).toMatchObject({ data: { name: 'new' }, stale: false })
    const gone = changesFor('instance', [{ kind: 'instance.removed', daemon: 'd', id: '1' }])
    expect(applyChanges(list[0], gone, false)).toEqual({ data: list[0], stale: true })
  })

  it('have a summary read again, whose figures they cannot know', () => {
    expect(apply({ total: 3 }, false, changed('d', '1', 'x')).stale).toBe(true)
  })
})

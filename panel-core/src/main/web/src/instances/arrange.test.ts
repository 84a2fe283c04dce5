import { describe, expect, it } from 'vitest'
import { arrange, isSought, orderBy } from './arrange'
import type { Instance } from './instance'
import { listSearch } from './listSearch'

const instance = (id: string, name: string, cpu = 0) =>
  ({ daemon: 'd', id, name, tags: ['eu'], state: 'running', usage: { cpu, memory: 0 } }) as unknown as Instance
const byCpu = orderBy('cpu', true, (id) => id)
const names = (rows: readonly Instance[]) => rows.map(({ name }) => name)

describe('the list', () => {
  it('does not jump while the figures change by which it is sorted', () => {
    const first = arrange(null, [instance('1', 'a', 1), instance('2', 'b', 2)], 'cpu', byCpu)
    expect(names(first.rows)).toEqual(['b', 'a'])
    const later = arrange(first, [instance('1', 'a', 9), instance('2', 'b', 2)], 'cpu', byCpu)
    expect(names(later.rows)).toEqual(['b', 'a'])
    expect(later.rows[1]?.usage.cpu).toBe(9)
  })

  it('sorts anew when another order is asked for', () => {
    const first = arrange(null, [instance('1', 'a', 1), instance('2', 'b', 2)], 'name', orderBy('name', false, String))
    expect(names(arrange(first, first.rows, 'cpu', byCpu).rows)).toEqual(['b', 'a'])
  })

  it('puts what is new where it belongs, and closes up where something is gone', () => {
    const by = orderBy('name', false, String)
    const first = arrange(null, [instance('1', 'a'), instance('3', 'c'), instance('4', 'd')], 'name', by)
    const later = arrange(first, [instance('1', 'a'), instance('4', 'd'), instance('2', 'b')], 'name', by)
    expect(names(later.rows)).toEqual(['a', 'b', 'd'])
  })

  it('sorts numbers in names as numbers', () => {
    const rows = [instance('1', 'world 10'), instance('2', 'world 9')]
    expect(names(arrange(null, rows, 'name', orderBy('name', false, String)).rows)).toEqual(['world 9', 'world 10'])
  })

  it('finds by a part of the name, by the whole id and by tag', () => {
    const lobby = instance('x1', 'Lobby')
    expect(isSought(lobby, { q: 'obb' })).toBe(true)
    expect(isSought(lobby, { q: 'x1' })).toBe(true)
    expect(isSought(lobby, { q: 'zz' })).toBe(false)
    expect(isSought(lobby, { tag: ['us'] })).toBe(false)
    expect(isSought(lobby, { state: ['running'], tag: ['eu'] })).toBe(true)
  })

  it('reads only what makes sense from the address', () => {
    expect(listSearch({ q: 7, state: 'running', tag: ['a', 'a', {}], sort: 'moon', down: 'yes' })).toEqual({
      q: '7',
      state: ['running'],
      tag: ['a'],
    })
  })
})

import { expect, it } from 'vitest'
import { LineHistory } from './history'

function historyOf(...lines: string[]) {
  let kept: string | null = null
  const store = { load: () => kept, keep: (text: string) => void (kept = text) }
  const history = new LineHistory(store)
  lines.forEach((line) => history.add(line))
  return { history, reload: () => new LineHistory(store) }
}

it('goes back and forth, and ends with what was being typed', () => {
  const { history } = historyOf('one', 'two')
  expect(history.older('th')).toBeNull()
  expect(history.older('')).toBe('two')
  expect(history.older('two')).toBe('one')
  expect(history.older('one')).toBeNull()
  expect(history.newer('one')).toBe('two')
  expect(history.newer('two')).toBe('')
  expect(history.newer('')).toBeNull()
})

it('finds only lines that begin as the typed one does', () => {
  const { history } = historyOf('say a', 'stop', 'say b')
  expect(history.older('say')).toBe('say b')
  expect(history.older('say b')).toBe('say a')
  expect(history.newer('say a')).toBe('say b')
  expect(history.newer('say b')).toBe('say')
})

it('is kept, without doubles, without empty lines and without those that begin with a space', () => {
  const { reload } = historyOf('a', 'b', 'a', '', '  ', ' secret')
  expect(reload().lines).toEqual(['b', 'a'])
})

it('begins empty where what was kept makes no sense', () => {
  expect(new LineHistory({ load: () => '{"a":', keep: () => undefined }).lines).toEqual([])
})

it('keeps the newest 200', () => {
  const { history } = historyOf(...Array.from({ length: 250 }, (_, i) => `line ${i}`))
  expect(history.lines).toHaveLength(200)
  expect(history.lines[0]).toBe('line 50')
})

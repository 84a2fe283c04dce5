import { expect, it } from 'vitest'
import { conflictsOf, planned, type Choice } from './conflicts'

const items = (...names: string[]) => names.map((name) => ({ name }))
const names = (...args: Parameters<typeof planned<{ name: string }>>) =>
  planned(...args).map(({ name, condition }) => `${condition} ${name}`)

it('finds the names that are taken', () => {
  expect(conflictsOf(items('a', 'b'), new Set(['b', 'c']))).toEqual(items('b'))
})

it.each<[Choice, string[]]>([
  ['overwrite', ['new a', 'replace b']],
  ['skip', ['new a']],
  ['rename', ['new a', 'new b (2)']],
])('writes by the choice %s', (choice, expected) => {
  expect(names(items('a', 'b'), new Set(['b']), () => choice)).toEqual(expected)
})

it('keeps two files of one name apart, whatever was chosen', () => {
  expect(names(items('a', 'a', 'a'), new Set(), () => 'overwrite')).toEqual(['new a', 'new a (2)', 'new a (3)'])
})

it('does not give a name away that another file is going to have', () => {
  expect(names(items('b', 'b (2)'), new Set(['b']), () => 'rename')).toEqual(['new b (2)', 'new b (2) (2)'])
})

import { describe, expect, it } from 'vitest'
import { chinese } from './chinese'
import { english } from './english'

type Messages = { [key: string]: string | Messages }

/** Every key with its message, plural endings taken off, since languages differ in them. */
function flat(messages: Messages, prefix = ''): Map<string, string> {
  const found = new Map<string, string>()
  for (const [key, value] of Object.entries(messages)) {
    if (typeof value === 'string') {
      found.set((prefix + key).replace(/_(zero|one|two|few|many|other)$/, ''), value)
    } else {
      flat(value, `${prefix}${key}.`).forEach((message, path) => found.set(path, message))
    }
  }
  return found
}

const placeholders = (message: string) => [...message.matchAll(/{{\s*(\w+)/g)].map((match) => match[1]).sort()

describe('the Chinese catalogue', () => {
  const en = flat(english)
  const zh = flat(chinese)

  it('has the keys of the English one, and no others', () => {
    expect([...zh.keys()].sort()).toEqual([...en.keys()].sort())
  })

  it('fills in the same values', () => {
    for (const [key, message] of en) {
      expect(placeholders(zh.get(key) ?? ''), key).toEqual(placeholders(message))
    }
  })

  it('is Chinese wherever the English has words of more than a name', () => {
    const same = [...en].filter(([key, message]) => zh.get(key) === message && /[a-z]{3,} [a-z]{2,}/.test(message))
    expect(same).toEqual([])
  })
})

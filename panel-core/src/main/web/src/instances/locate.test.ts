import { describe, expect, it } from 'vitest'
import { lineOf } from './locate'

const TEXT = `{
  "name": "a: {\\"name\\": 1}",
  "tags": [
    "x",
    "y"
  ],
  "driver": {
    "command": ["a",
      "b"],
    "environment": { "A": "1",
      "B.C": "2" }
  },
  "stop": { "timeout": "x" }
}`

describe('the line of a field', () => {
  it('is where its name or its value stands', () => {
    expect(lineOf(TEXT, 'name')).toBe(2)
    expect(lineOf(TEXT, 'tags[1]')).toBe(5)
    expect(lineOf(TEXT, 'driver.command[1]')).toBe(9)
    expect(lineOf(TEXT, 'driver.environment.A')).toBe(10)
    expect(lineOf(TEXT, 'stop.timeout')).toBe(13)
  })

  it('is that of what surrounds it where the field is not there', () => {
    expect(lineOf(TEXT, 'stop.signal')).toBe(13)
    expect(lineOf(TEXT, 'tags[7]')).toBe(3)
  })

  it('is unknown where nothing of it is there', () => {
    expect(lineOf(TEXT, 'ready.pattern')).toBeNull()
    expect(lineOf('{', 'name')).toBeNull()
  })
})

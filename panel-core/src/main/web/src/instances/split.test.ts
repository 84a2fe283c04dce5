import { describe, expect, it } from 'vitest'
import { split } from './split'

describe('a command line', () => {
  it('is taken apart at blanks, but not inside quotation marks', () => {
    expect(split(`java -jar "my server.jar" 'a "b" c' x\\ y ""`).words).toEqual([
      'java',
      '-jar',
      'my server.jar',
      'a "b" c',
      'x y',
      '',
    ])
  })

  it('keeps backslashes that a shell keeps', () => {
    expect(split(`'a\\b' "c\\d" "e\\"f"`).words).toEqual(['a\\b', 'c\\d', 'e"f'])
  })

  it('goes on after the end of a line that a backslash takes away', () => {
    expect(split('a \\\n  b').words).toEqual(['a', 'b'])
  })

  it('says what is not closed', () => {
    expect(split('a "b').fault).toBe('quote')
    expect(split('a \\').fault).toBe('escape')
  })

  it('tells what only a shell would understand', () => {
    expect(split('cat log | grep x').shell).toEqual(['|'])
    expect(split('echo $HOME').shell).not.toEqual([])
    expect(split(`sh -c 'a | b > $C'`).shell).toEqual([])
  })
})

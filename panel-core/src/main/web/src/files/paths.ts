/** The path of a name in a directory; the empty path is the directory of the instance. */
export function join(directory: string, name: string): string {
  return directory === '' ? name : `${directory}/${name}`
}

export function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')))
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

/** Every directory on the way to a path, itself included, the outermost first. */
export function trail(path: string): { name: string; path: string }[] {
  const names = path.split('/').filter((name) => name !== '')
  return names.map((name, index) => ({ name, path: names.slice(0, index + 1).join('/') }))
}

/** A path as a person types it: slashes too many and dots that say nothing are taken out. */
export function cleaned(typed: string): string {
  return typed
    .split('/')
    .filter((name) => name !== '' && name !== '.')
    .join('/')
}

export type NameFault = 'empty' | 'slash' | 'dots' | 'long' | 'taken'
const MOST_BYTES = 255

/** Why a name cannot be given to a file, or null. Nearly everything can. */
export function faultOf(name: string, taken: ReadonlySet<string>): NameFault | null {
  if (name === '') {
    return 'empty'
  }
  if (name.includes('/') || name.includes('\0')) {
    return 'slash'
  }
  if (name === '.' || name.split('\\').includes('..')) {
    return 'dots'
  }
  if (new TextEncoder().encode(name).length > MOST_BYTES) {
    return 'long'
  }
  return taken.has(name) ? 'taken' : null
}

/** A name like the given one that is free: `a.txt`, `a (2).txt`, `a (3).txt`. */
export function freeName(name: string, taken: ReadonlySet<string>): string {
  const dot = name.lastIndexOf('.')
  const [stem, ending] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, '']
  for (let number = 2; ; number += 1) {
    const tail = ` (${number})${ending}`
    const free = shortened(stem, MOST_BYTES - new TextEncoder().encode(tail).length) + tail
    if (!taken.has(free)) {
      return free
    }
  }
}

function shortened(text: string, most: number): string {
  let short = text
  while (new TextEncoder().encode(short).length > most) {
    short = [...short].slice(0, -1).join('')
  }
  return short
}

const DECEIVING = /[\0-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu

/** A name as it is shown: what would change the order, break the line or be invisible is shown by its number. */
export function shown(name: string): string {
  return name
    .replace(DECEIVING, (sign) => `⟨U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`)
    .replace(/^ +| +$/g, (spaces) => '␣'.repeat(spaces.length))
}

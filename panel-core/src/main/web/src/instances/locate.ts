/** The steps of a field's path as a problem names it: `driver.command[0]` is driver, command, 0. */
function stepsOf(path: string): string[] {
  return path.split('.').flatMap((part) => {
    const [name = '', ...indexes] = part.split(/\[(\d+)\]/).filter((piece) => piece !== '')
    return [name, ...indexes]
  })
}

/**
 * Finds the line, from 1, on which a field stands in a JSON text. Where the field itself is not there it is that of the
 * nearest one around it that is; null where nothing of it is there.
 */
export function lineOf(text: string, path: string): number | null {
  const wanted = stepsOf(path)
  const open: { key: string; index: number; list: boolean }[] = []
  let best: { depth: number; line: number } | null = null
  let line = 1
  const matching = (keys: readonly string[]) => {
    const whole = path.slice(wanted.slice(0, keys.length - 1).join('.').length + (keys.length > 1 ? 1 : 0))
    return keys.every((key, depth) => wanted[depth] === key || (depth === keys.length - 1 && key === whole))
  }
  const see = () => {
    const keys = open.map((each) => (each.list ? String(each.index) : each.key))
    if (matching(keys) && keys.length > (best?.depth ?? 0)) {
      best = { depth: keys.length, line }
    }
  }
  for (let at = 0; at < text.length; at++) {
    const sign = text.charAt(at)
    const inner = open.at(-1)
    if (sign === '\n') {
      line++
    } else if (sign === '"') {
      const end = endOfText(text, at)
      const isKey = /^\s*:/.test(text.slice(end + 1, end + 64))
      if (isKey && inner !== undefined && !inner.list) {
        inner.key = unquoted(text.slice(at, end + 1))
      }
      if (isKey || inner?.list === true) {
        see()
      }
      at = end
    } else if (sign === '{' || sign === '[') {
      if (inner?.list === true) {
        see()
      }
      open.push({ key: '', index: 0, list: sign === '[' })
    } else if (sign === '}' || sign === ']') {
      open.pop()
    } else if (sign === ',' && inner !== undefined) {
      inner.index++
    } else if (inner?.list === true && /[-\dtfn]/.test(sign)) {
      see()
    }
  }
  return (best as { line: number } | null)?.line ?? null
}

function endOfText(text: string, start: number): number {
  let at = start + 1
  while (at < text.length && text.charAt(at) !== '"') {
    at += text.charAt(at) === '\\' ? 2 : 1
  }
  return at
}

function unquoted(text: string): string {
  try {
    return String(JSON.parse(text))
  } catch {
    return text
  }
}

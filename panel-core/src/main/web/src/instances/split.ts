/** A command line taken apart, or what keeps it from that. */
export interface Split {
  readonly words: readonly string[]
  readonly fault: 'quote' | 'escape' | null
  /** What only a shell would understand, and what here is passed on as it stands. */
  readonly shell: readonly string[]
}

const SHELL = /^(?:\||\|\||&|&&|;|<|>|>>|2>|2>&1)$|\$[\w({]|`|[*?]|^~/

/** Takes a line apart as a shell would: at blanks, with quotation marks and backslashes taken into account. */
export function split(line: string): Split {
  const words: string[] = []
  const shell: string[] = []
  let word: string | null = null
  let plain = ''
  let quote: '"' | "'" | null = null
  const end = () => {
    if (word !== null) {
      words.push(word)
      const sign = SHELL.exec(plain)?.[0]
      if (sign !== undefined) {
        shell.push(sign)
      }
    }
    word = null
    plain = ''
  }
  for (let at = 0; at < line.length; at++) {
    const sign = line.charAt(at)
    const next = line.charAt(at + 1)
    if (quote === "'") {
      if (sign === "'") {
        quote = null
      } else {
        word += sign
      }
    } else if (sign === '\\' && (quote === null || '"\\$`\n'.includes(next))) {
      if (next === '') {
        return { words, fault: 'escape', shell }
      }
      if (next !== '\n') {
        word = (word ?? '') + next
      }
      at++
    } else if (quote === '"' && sign === '"') {
      quote = null
    } else if (quote === null && (sign === '"' || sign === "'")) {
      quote = sign
      word ??= ''
    } else if (quote === null && /\s/.test(sign)) {
      end()
    } else {
      word = (word ?? '') + sign
      // What stands between double quotation marks a shell would still expand.
      plain += quote === null || sign === '$' || sign === '`' || plain.endsWith('$') ? sign : '_'
    }
  }
  if (quote !== null) {
    return { words, fault: 'quote', shell }
  }
  end()
  return { words, fault: null, shell: [...new Set(shell)] }
}

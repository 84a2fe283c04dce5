/** What some programs put before a text in UTF-8. */
export const MARK = '\ufeff'

/** A text as it lies on the machine. */
export interface Text {
  readonly text: string
  readonly tag: string | null
  readonly hasMark: boolean
}

/** Bytes as a text, where they are one. */
export function textOf(content: Uint8Array, tag: string | null): Text | { refused: 'binary' } {
  if (content.includes(0)) {
    return { refused: 'binary' }
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content)
    const hasMark = text.startsWith(MARK)
    return { text: hasMark ? text.slice(1) : text, tag, hasMark }
  } catch {
    return { refused: 'binary' }
  }
}

/** How the lines of a text end; null where they end in several ways, which is then left as it is. */
export function lineEndOf(text: string): '\n' | '\r\n' | null {
  const all = text.split('\n').length - 1
  const windows = text.split('\r\n').length - 1
  const lone = text.replaceAll('\r\n', '').includes('\r')
  return lone || (windows > 0 && windows !== all) ? null : windows > 0 ? '\r\n' : '\n'
}

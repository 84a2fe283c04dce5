import { bulkFetch } from '../way/bulk'
import type { Target } from '../transfers/fileTag'

export const MOST_TEXT = 2 << 20

/** A text as it lies on the machine. */
export interface Text {
  readonly text: string
  readonly tag: string | null
  readonly hasMark: boolean
}

export type Loaded = Text | { readonly refused: 'large'; readonly size: number } | { readonly refused: 'binary' }

const MARK = '\ufeff'

/** Reads a file to be edited; what is too large or no text is not taken apart. */
export async function loadText(target: Target, signal?: AbortSignal): Promise<Loaded> {
  const stop = new AbortController()
  signal?.addEventListener('abort', () => stop.abort(), { once: true })
  const answer = await bulkFetch({ operation: 'files.download', ...target }, { signal: stop.signal })
  const size = Number(answer.headers.get('Content-Length') ?? 0)
  if (size > MOST_TEXT) {
    stop.abort()
    return { refused: 'large', size }
  }
  const content = new Uint8Array(await answer.arrayBuffer())
  return content.length > MOST_TEXT ? { refused: 'large', size: content.length } : textOf(content, answer.headers.get('ETag'))
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

export type Condition = { readonly ifMatch: string } | 'new' | 'any'

/** Writes a text; a condition that does not hold is a problem of status 412. Returns the new version. */
export async function saveText(target: Target, text: string, hasMark: boolean, condition: Condition): Promise<string | null> {
  const headers: Record<string, string> =
    condition === 'any' ? {} : condition === 'new' ? { 'If-None-Match': '*' } : { 'If-Match': condition.ifMatch }
  const answer = await bulkFetch(
    { operation: 'files.upload', ...target },
    { method: 'PUT', headers: { ...headers, 'Content-Type': 'application/octet-stream' }, body: (hasMark ? MARK : '') + text },
  )
  return answer.headers.get('ETag')
}

import { bulkFetch } from '../way/bulk'
import type { Target } from '../transfers/fileTag'
import { MARK, type Text, textOf } from './text'

export const MOST_TEXT = 2 << 20

export type Loaded = Text | { readonly refused: 'large'; readonly size: number } | { readonly refused: 'binary' }

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

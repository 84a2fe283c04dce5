/** The subprotocol that both sides speak. */
export const SUBPROTOCOL = 'signalbox.console.v1'

export interface Hello {
  readonly type: 'hello'
  readonly offset: number
  readonly end: number
  readonly state: string
  readonly encoding: string
  /** Null for what is not a terminal. */
  readonly columns: number | null
  readonly rows: number | null
  readonly rights: readonly string[]
  readonly resume: string
}

export type ServerMessage =
  | Hello
  | { readonly type: 'gap'; readonly from: number; readonly to: number }
  | { readonly type: 'state'; readonly state: string }
  | { readonly type: 'resume'; readonly resume: string }
  | { readonly type: 'error'; readonly code: string; readonly detail: string }
  | { readonly type: 'pong' }

/** Why a server ends a console. */
export const CLOSED = { ended: 4401, deleted: 4404, beyondEnd: 4416 } as const

/** Reads a text of the server; `null` for what this page does not know, which is to be ignored. */
export function parseMessage(text: string): ServerMessage | null {
  const fields = fieldsOf(text)
  switch (fields.type) {
    case 'hello':
      return hello(fields)
    case 'gap':
      return isOffset(fields.from) && isOffset(fields.to) && fields.to >= fields.from
        ? { type: 'gap', from: fields.from, to: fields.to }
        : null
    case 'state':
      return typeof fields.state === 'string' ? { type: 'state', state: fields.state } : null
    case 'resume':
      return typeof fields.resume === 'string' ? { type: 'resume', resume: fields.resume } : null
    case 'error':
      return { type: 'error', code: String(fields.code), detail: String(fields.detail ?? '') }
    case 'pong':
      return { type: 'pong' }
    default:
      return null
  }
}

function hello(fields: Record<string, unknown>): Hello | null {
  if (!isOffset(fields.offset) || !isOffset(fields.end) || typeof fields.state !== 'string') {
    return null
  }
  return {
    type: 'hello',
    offset: fields.offset,
    end: fields.end,
    state: fields.state,
    encoding: typeof fields.encoding === 'string' ? fields.encoding : 'UTF-8',
    columns: typeof fields.columns === 'number' ? fields.columns : null,
    rows: typeof fields.rows === 'number' ? fields.rows : null,
    rights: Array.isArray(fields.rights) ? fields.rights.filter((right) => typeof right === 'string') : [],
    resume: typeof fields.resume === 'string' ? fields.resume : '',
  }
}

function isOffset(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
}

function fieldsOf(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}

/** Asks for a sign of life. */
export const PING = JSON.stringify({ type: 'ping' })

const MOST_INPUT = 8192

/** Input as messages that are small enough for the server, no character torn apart. */
export function inputMessages(data: string): string[] {
  const messages: string[] = []
  let part = ''
  for (const character of data) {
    if (part.length + character.length > MOST_INPUT) {
      messages.push(JSON.stringify({ type: 'input', data: part }))
      part = ''
    }
    part += character
  }
  if (part !== '') {
    messages.push(JSON.stringify({ type: 'input', data: part }))
  }
  return messages
}

export function resizeMessage(columns: number, rows: number): string {
  const within = (value: number) => Math.min(1000, Math.max(1, Math.round(value)))
  return JSON.stringify({ type: 'resize', columns: within(columns), rows: within(rows) })
}

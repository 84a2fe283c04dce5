import i18next from 'i18next'
import { Problem, problemIn } from '../api/problem'
import { carry, Unanswered } from '../way/bulk'
import type { Way } from '../way/ways'
import { fileTag, type Target } from './fileTag'
import type { Control, Transfer } from './queue'

export interface Upload {
  readonly target: Target
  readonly content: Blob
  /** How the file is called in the tray. */
  readonly name: string
  /** `replace`: only the file that is there as the upload begins; `force`: whatever is there. */
  readonly condition: 'new' | 'replace' | 'force'
  readonly onDone: () => void
}

/** A whole file on its way to a daemon. */
export function uploadOf(upload: Upload): Transfer {
  return {
    title: i18next.t('upload', { ns: 'transfers', name: upload.name }),
    total: upload.content.size,
    run: async (control) => {
      const condition = await conditionOf(upload, control.signal)
      await carry(
        { operation: 'files.upload', ...upload.target },
        (address, ticket, way) => {
          const headers = { Authorization: `Bearer ${ticket}`, ...condition }
          return put({ address, headers, way }, upload.content, control)
        },
        control.signal,
      )
      upload.onDone()
    },
  }
}

async function conditionOf(upload: Upload, signal: AbortSignal): Promise<Record<string, string>> {
  if (upload.condition === 'new') {
    return { 'If-None-Match': '*' }
  }
  const tag = upload.condition === 'replace' ? await fileTag(upload.target, signal) : null
  return tag === null ? {} : { 'If-Match': tag }
}

/** How long a body may stand still: at its beginning, where another way may do; later, where it is begun anew by a person. */
const FIRST_STALL_MS = 5000
const STALL_MS = 60_000
/** What networks take from a page before anybody has acknowledged a byte. */
const UNACKNOWLEDGED = 1 << 20

/** Sends with the one interface that tells how far a body has come. */
function put(
  { address, headers, way }: { address: string; headers: Record<string, string>; way: Way },
  content: Blob,
  control: Control,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    let sent = 0
    const mayGoElsewhere = () => way === 'direct' && sent <= UNACKNOWLEDGED
    const stalled = () => {
      request.onabort = null
      request.abort()
      reject(mayGoElsewhere() ? new Unanswered(address) : broken())
    }
    let timer: ReturnType<typeof setTimeout> | undefined
    const wait = () => {
      clearTimeout(timer)
      // Whoever has the whole file may take its time to put it in place.
      if (mayGoElsewhere() || sent < content.size) {
        timer = setTimeout(stalled, mayGoElsewhere() ? FIRST_STALL_MS : STALL_MS)
      }
    }
    request.open('PUT', address)
    Object.entries(headers).forEach(([name, value]) => request.setRequestHeader(name, value))
    request.setRequestHeader('Content-Type', 'application/octet-stream')
    request.upload.onprogress = (event) => {
      sent = event.loaded
      wait()
      control.progress(event.loaded, content.size)
    }
    request.onload = () => (request.status < 300 ? resolve() : reject(problemIn(request.status, request.statusText, request.responseText)))
    request.onerror = () => reject(sent === 0 ? new Unanswered(address) : broken())
    request.onloadend = () => clearTimeout(timer)
    request.onabort = () => reject(new DOMException('aborted', 'AbortError'))
    control.signal.addEventListener('abort', () => request.abort(), { once: true })
    wait()
    request.send(content)
  })
}

const broken = () => new Problem({ status: 0, code: 'transfer.broken', detail: '' })

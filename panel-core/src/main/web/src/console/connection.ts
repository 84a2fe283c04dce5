import type { Clock } from '../ui/clock'
import { parseMessage, SUBPROTOCOL, type Hello, type ServerMessage } from './wire'

/** What a socket tells. */
export interface Ears {
  opened(): void
  text(text: string): void
  bytes(bytes: Uint8Array): void
  closed(code: number, reason: string): void
}

/** A socket as far as a console needs one. */
export interface Socket {
  send(text: string): void
  close(): void
}

export type Dial = (address: string, protocols: readonly string[], ears: Ears) => Socket

/** Why a connection came to nothing before the server's hello. */
export type Failure =
  | { readonly kind: 'silent' }
  | { readonly kind: 'refused' }
  | { readonly kind: 'closed'; readonly code: number; readonly reason: string }

/** What comes over a connection after its hello. */
export interface Listener {
  heard(message: Exclude<ServerMessage, Hello>): void
  bytes(bytes: Uint8Array): void
  closed(code: number, reason: string): void
}

/** A connection whose server has said hello. */
export interface Connection {
  readonly hello: Hello
  send(text: string): void
  close(): void
}

const HELLO_MS = 10_000

/** Tells what became of a try: exactly one of the two is called, unless it was called off. */
export interface Verdicts {
  /** Called as the hello comes, before anything that follows it; returns who listens from here on. */
  greeted(connection: Connection): Listener
  failed(failure: Failure): void
}

/** Tries one address with one leave. Returns how to call it off. */
export function tryAddress(
  means: { dial: Dial; clock: Clock },
  order: { address: string; leave: string; from: number | null; patience: number },
  verdicts: Verdicts,
): () => void {
  let listener: Listener | null = null
  let over = false
  let opened = false
  const address = new URL(order.address)
  if (order.from !== null) {
    address.searchParams.set('from', String(order.from))
  }
  const giveUp = () => fail({ kind: 'silent' })
  let stopWaiting = means.clock.after(order.patience, giveUp)

  const fail = (failure: Failure) => {
    if (!over) {
      end()
      verdicts.failed(failure)
    }
  }
  const end = () => {
    over = true
    stopWaiting()
    socket.close()
  }
  const socket = means.dial(address.href, [SUBPROTOCOL, `ticket.${order.leave}`], {
    opened() {
      opened = true
      stopWaiting()
      stopWaiting = means.clock.after(HELLO_MS, giveUp)
    },
    text(text) {
      const message = parseMessage(text)
      if (over || message === null) {
        return
      }
      if (message.type !== 'hello') {
        listener?.heard(message)
      } else if (listener === null) {
        stopWaiting()
        listener = verdicts.greeted({ hello: message, send: (out) => socket.send(out), close: end })
      }
    },
    bytes(bytes) {
      if (!over) {
        listener?.bytes(bytes)
      }
    },
    closed(code, reason) {
      if (over) {
        return
      }
      if (listener === null) {
        fail(opened ? { kind: 'closed', code, reason } : { kind: 'refused' })
      } else {
        over = true
        listener.closed(code, reason)
      }
    },
  })
  return () => {
    if (!over) {
      end()
    }
  }
}

/** The browser's own sockets. */
export const dialBrowser: Dial = (address, protocols, ears) => {
  const socket = new WebSocket(address, [...protocols])
  socket.binaryType = 'arraybuffer'
  socket.onopen = () => ears.opened()
  socket.onmessage = (event: MessageEvent<unknown>) => {
    if (typeof event.data === 'string') {
      ears.text(event.data)
    } else if (event.data instanceof ArrayBuffer) {
      ears.bytes(new Uint8Array(event.data))
    }
  }
  socket.onclose = (event) => ears.closed(event.code, event.reason)
  return {
    send: (text) => {
      if (socket.readyState === WebSocket.OPEN) {
        socket.send(text)
      }
    },
    close: () => socket.close(),
  }
}

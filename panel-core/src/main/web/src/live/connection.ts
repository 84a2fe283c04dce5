import { panelReach } from '../api/reach'
import { base } from '../app/base'
import { Store } from '../ui/store'
import { parseMessage, type LiveEvent } from './events'
import { addressFrom, afterClose, delayBefore, type Place } from './reconnect'

const SUBPROTOCOL = 'signalbox.events.v1'

/** What the connection tells the rest of the page. */
export interface Listener {
  onEvent(event: LiveEvent): void
  /** From now on nothing is missed; what was asked for before may be. */
  onFirst(): void
  /** Some events were missed, or nobody knows: whatever they keep up to date has to be read again. */
  onMissed(): void
  /** The panel says that the session is over. */
  onSignedOut(): void
  /** A try failed without a word; asks the panel over HTTP, which tells whether it is away or the session over. */
  onFailed(): void
}

/** Holds the event socket open for as long as somebody is signed in, and goes on where it broke off. */
export class LiveConnection {
  /** Whether events arrive just now. */
  readonly connected = new Store(false)
  readonly #listener: Listener
  #proof: string | null = null
  #socket: WebSocket | null = null
  #timer: ReturnType<typeof setTimeout> | undefined
  #place: Place | null = null
  /** Whether events were lost since the place was known. */
  #lost = false
  #failures = 0

  constructor(listener: Listener) {
    this.#listener = listener
    panelReach.watch(() => {
      if (panelReach.get() === 'reached' && this.#timer !== undefined) {
        this.#open()
      }
    })
  }

  /** Follows the session of this proof; null ends it. */
  follow(proof: string | null): void {
    if (proof === this.#proof) {
      return
    }
    this.#proof = proof
    this.#place = null
    this.#lost = false
    this.#failures = 0
    this.#hangUp()
    if (proof !== null) {
      this.#open()
    }
  }

  #hangUp(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const socket = this.#socket
    this.#socket = null
    socket?.close(1000)
    this.connected.set(false)
  }

  #open(): void {
    this.#hangUp()
    const socket = new WebSocket(addressFrom(location.origin + base, this.#place), [SUBPROTOCOL, `proof.${this.#proof}`])
    this.#socket = socket
    socket.onmessage = (message) => {
      if (this.#socket === socket && typeof message.data === 'string') {
        this.#read(message.data)
      }
    }
    socket.onclose = (close) => {
      if (this.#socket === socket) {
        this.#socket = null
        this.#closed(close.code)
      }
    }
  }

  #read(text: string): void {
    const message = parseMessage(text)
    if (message === null) {
      return
    }
    if (message.type === 'event') {
      this.#place = { boot: this.#place?.boot ?? '', seq: message.seq }
      if (message.event !== null) {
        this.#listener.onEvent(message.event)
      }
      return
    }
    const first = this.#place === null && !this.#lost
    const goesOn = this.#place !== null && this.#place.boot === message.boot && !message.missed
    this.#place = { boot: message.boot, seq: goesOn ? (this.#place?.seq ?? message.seq) : message.seq }
    this.#failures = 0
    this.connected.set(true)
    panelReach.answered()
    this.#lost = false
    if (first) {
      this.#listener.onFirst()
    } else if (!goesOn) {
      this.#listener.onMissed()
    }
  }

  #closed(code: number): void {
    this.connected.set(false)
    const next = afterClose(code)
    if (next === 'sign-in') {
      this.#proof = null
      this.#listener.onSignedOut()
      return
    }
    if (next === 'fetch-again') {
      this.#place = null
      this.#lost = true
    }
    this.#timer = setTimeout(() => this.#open(), delayBefore(this.#failures))
    this.#failures += 1
    this.#listener.onFailed()
  }
}

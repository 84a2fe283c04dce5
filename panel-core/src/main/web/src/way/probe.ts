import type { Clock } from '../ui/clock'

export type Found = 'answered' | 'refused' | 'silent'

/** What a look at an address is done with. */
export interface Senses {
  /** Any plain request; true when it was answered, false when it was refused. Rejects only when it was called off. */
  request(address: string, signal: AbortSignal): Promise<boolean>
  /** Calls back when a connection of its own came to anything at all. Returns how to give that up. */
  knock(address: string, onAnything: () => void): () => void
  readonly after: Clock['after']
}

const KNOCK_AFTER_MS = 500
/** More than a browser keeps waiting to connect after requests that were given up. */
const AT_ONCE = 4

/**
 * Looks whether anybody answers at an address.
 *
 * A browser has a request wait for a connection that is still being made for an earlier one, and that one may be long
 * between two tries. So when nothing comes, a WebSocket knocks, which always connects anew; when something came of that,
 * more requests are made than there are old connections to wait for.
 */
export function look(senses: Senses, address: string, milliseconds: number): Promise<Found> {
  return new Promise((resolve) => {
    const patience = new AbortController()
    let stopKnocking = () => undefined as void
    const found = (what: Found) => {
      stopWaiting()
      stopWaitingToKnock()
      stopKnocking()
      patience.abort()
      resolve(what)
    }
    const ask = () =>
      void senses.request(address, patience.signal).then(
        (answered) => found(answered ? 'answered' : 'refused'),
        () => undefined,
      )
    const stopWaiting = senses.after(milliseconds, () => found('silent'))
    const stopWaitingToKnock = senses.after(KNOCK_AFTER_MS, () => {
      stopKnocking = senses.knock(address, () => {
        for (let i = 0; i < AT_ONCE; i += 1) {
          ask()
        }
      })
    })
    ask()
  })
}

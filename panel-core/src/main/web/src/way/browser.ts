import { browserClock } from '../ui/clock'
import { look, type Senses } from './probe'
import { Ways, type Wish } from './ways'

const KEY = 'signalbox.way'

const senses: Senses = {
  /** Any answer will do: OPTIONS needs no leave, and a page may read that it was answered. */
  async request(address, signal) {
    try {
      await fetch(`${address}/v1/host`, { method: 'OPTIONS', cache: 'no-store', credentials: 'omit', signal })
      return true
    } catch (fault) {
      if (signal.aborted) {
        throw fault
      }
      return false
    }
  },
  knock(address, onAnything) {
    const socket = new WebSocket(`${address.replace(/^http/, 'ws')}/v1/host`)
    let over = false
    const anything = () => {
      if (!over) {
        over = true
        onAnything()
      }
    }
    socket.onopen = anything
    socket.onclose = anything
    return () => {
      over = true
      socket.close()
    }
  },
  after: browserClock.after,
}

/** The ways of this browser to the daemons. */
export const ways = new Ways({
  pageHost: location.hostname,
  now: () => Date.now(),
  after: browserClock.after,
  isVisible: () => document.visibilityState === 'visible',
  probe: (daemon, milliseconds) => look(senses, daemon, milliseconds),
  load: () => localStorage.getItem(KEY),
  keep: (wish: Wish) => localStorage.setItem(KEY, wish),
})

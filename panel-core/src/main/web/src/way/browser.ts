import { Ways, type Wish } from './ways'

const KEY = 'signalbox.way'

/** Any answer will do: OPTIONS needs no leave, and a page may read that it was answered. */
async function probe(daemon: string, milliseconds: number): Promise<'answered' | 'refused' | 'silent'> {
  const patience = AbortSignal.timeout(milliseconds)
  try {
    await fetch(`${daemon}/v1/host`, { method: 'OPTIONS', cache: 'no-store', credentials: 'omit', signal: patience })
    return 'answered'
  } catch {
    return patience.aborted ? 'silent' : 'refused'
  }
}

/** The ways of this browser to the daemons. */
export const ways = new Ways({
  pageHost: location.hostname,
  now: () => Date.now(),
  probe,
  load: () => localStorage.getItem(KEY),
  keep: (wish: Wish) => localStorage.setItem(KEY, wish),
})

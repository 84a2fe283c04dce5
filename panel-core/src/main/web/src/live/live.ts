import { queries } from '../app/queries'
import { proofs } from '../session/proof'
import { sessionQuery } from '../session/session'
import { LiveCache } from './cache'
import { LiveConnection } from './connection'
import type { LiveEvent } from './events'

const cache = new LiveCache(queries)

/** The event socket of this page. */
export const live = new LiveConnection({
  onEvent(event) {
    cache.take(event)
    if (isAboutMe(event)) {
      void queries.invalidateQueries()
    }
  },
  onFirst: () => cache.readEarlierAgain(),
  onMissed: () => cache.readAllAgain(),
  onSignedOut: () => proofs.forget(),
  onFailed: () => void askForSession(),
})

/** Keeps the pages live while somebody is signed in. */
export function startLive(): void {
  live.follow(proofs.current())
}

proofs.watch(startLive)

/** Whether what this person may do is another now. */
function isAboutMe(event: LiveEvent): boolean {
  const me = queries.getQueryData(sessionQuery.queryKey)?.user
  if (me === undefined) {
    return false
  }
  return (
    (event.kind === 'access.changed' && event.user === me.id) ||
    (event.kind === 'user.changed' && event.user.id === me.id && event.user.role !== me.role)
  )
}

/**
 * Tells by its answer whether the panel is away (the banner) or the session over (the sign-in). Where the panel answers
 * and only events cannot be had, as behind some proxies, each try reads the pages again in their place.
 */
async function askForSession(): Promise<void> {
  try {
    await queries.fetchQuery({ ...sessionQuery, staleTime: 0, retry: false })
  } catch {
    return // Whoever asks over HTTP has told the banner or the sign-in.
  }
  if (!live.connected.get()) {
    await queries.invalidateQueries({ predicate: (query) => query.queryKey[0] !== 'session' })
  }
}

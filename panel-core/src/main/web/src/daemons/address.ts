import type { Node } from '../api/schema'

/** What somebody typed as an address, as the panel takes it; null where it is none. */
export function addressOf(typed: string): string | null {
  const text = typed.trim()
  const url = parsed(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`)
  if (text === '' || url === null || url.protocol !== 'https:' || url.hostname === '') {
    return null
  }
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    return null
  }
  return `https://${url.host}${url.pathname}`.replace(/\/+$/, '')
}

function parsed(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null
}

/** What a daemon proposes and nobody has accepted yet. */
export function proposedOf(daemon: Node): readonly string[] {
  return (daemon.proposed ?? []).filter((address) => !daemon.addresses.includes(address))
}

const SKEW_TOLD_SECONDS = 5

/** Whether a clock is so far off that somebody should set it. */
export const isSkewed = (seconds: number) => Math.abs(seconds) > SKEW_TOLD_SECONDS

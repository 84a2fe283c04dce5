import { Store } from '../ui/store'

const KEY = 'signalbox.guide'

/** What the person has said about the first steps; kept in this browser, whose trust it is about. */
export interface Said {
  /** The connection is secured in another way, or as much as is wanted. */
  readonly secured: boolean
  /** The guide is done with. */
  readonly closed: boolean
}

function stored(): Said {
  const words = (localStorage.getItem(KEY) ?? '').split(' ')
  return { secured: words.includes('secured'), closed: words.includes('closed') }
}

export const said = new Store<Said>(stored())

export function say(change: Partial<Said>): void {
  said.update((before) => ({ ...before, ...change }))
  const { secured, closed } = said.get()
  localStorage.setItem(KEY, [secured && 'secured', closed && 'closed'].filter(Boolean).join(' '))
}

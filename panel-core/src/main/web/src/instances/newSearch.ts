/** What the address of the page for a new instance says: which one it is a copy of, and how it is written. */
export interface NewSearch {
  daemon?: string
  from?: string
  as?: 'json'
}

export function newSearch(search: Record<string, unknown>): NewSearch {
  const read: NewSearch = {}
  if (typeof search.daemon === 'string') {
    read.daemon = search.daemon
  }
  if (typeof search.from === 'string') {
    read.from = search.from
  }
  if (search.as === 'json') {
    read.as = 'json'
  }
  return read
}

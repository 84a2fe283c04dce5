export const SPANS = { hour: 3_600, day: 86_400, week: 604_800, month: 2_592_000 } as const
export type Span = keyof typeof SPANS

/** What the address of the audit says: whose acts, which, where and when. */
export interface AuditSearch {
  actor?: string
  action?: string
  daemon?: string
  instance?: string
  /** The time up to now, in place of `from` and `to`. */
  span?: Span
  from?: string
  to?: string
}

const TEXTS = ['actor', 'action', 'daemon', 'instance'] as const
const TIMES = ['from', 'to'] as const

/** Reads the address; what makes no sense there is left out. */
export function auditSearch(search: Record<string, unknown>): AuditSearch {
  const read: AuditSearch = {}
  for (const name of TEXTS) {
    const value = search[name]
    if ((typeof value === 'string' && value !== '') || typeof value === 'number') {
      read[name] = String(value)
    }
  }
  for (const name of TIMES) {
    const value = search[name]
    if (typeof value === 'string' && !Number.isNaN(Date.parse(value))) {
      read[name] = new Date(value).toISOString()
    }
  }
  if (typeof search.span === 'string' && search.span in SPANS) {
    read.span = search.span as Span
  }
  return read
}

/** The same as the API asks for it; a span ends now. */
export function auditFilter(search: AuditSearch, now: number): Omit<AuditSearch, 'span'> {
  const { span, ...filter } = search
  return span === undefined ? filter : { ...filter, from: new Date(now - SPANS[span] * 1000).toISOString() }
}

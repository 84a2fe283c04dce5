import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { api, data } from '../api/http'
import { queries } from '../app/queries'
import { type Instance, keyOf } from './instance'

const FIRST_PART = 100
const FURTHER_PART = 1000

/**
 * Every instance that may be seen, across all daemons. It comes in parts, and the first is there to be looked at
 * while the others arrive; then events keep it up to date.
 */
export const instancesQuery = queryOptions({
  queryKey: ['instances'] as const,
  queryFn: async ({ queryKey, signal }) => {
    const whole: Instance[] = []
    let cursor: string | undefined
    do {
      const limit = cursor === undefined ? FIRST_PART : FURTHER_PART
      const query = cursor === undefined ? { limit } : { limit, cursor }
      const part = await data(api.GET('/api/v1/instances', { params: { query }, signal }))
      whole.push(...(part.items as Instance[]))
      cursor = part.next ?? undefined
      showBeginning(queryKey, whole, cursor)
    } while (cursor !== undefined)
    return withoutDoubles(whole)
  },
  staleTime: Number.POSITIVE_INFINITY,
  structuralSharing: false,
})

/** Shows what has come of a list that nobody has seen yet; a list that is read again stays until it is whole. */
function showBeginning(queryKey: readonly ['instances'], whole: readonly Instance[], cursor: string | undefined) {
  const shown = queries.getQueryData<Instance[]>(queryKey)
  if (cursor !== undefined && (shown === undefined || shown.length < whole.length)) {
    queries.setQueryData(queryKey, withoutDoubles(whole))
  }
}

/** An instance that was renamed while the parts came may be in two of them. */
function withoutDoubles(items: readonly Instance[]): Instance[] {
  return [...new Map(items.map((item) => [keyOf(item), item])).values()]
}

/** One instance; what the list knows of it is shown until the daemon has answered. */
export const instanceQuery = (daemon: string, instance: string) =>
  queryOptions({
    queryKey: ['instance', daemon, instance] as const,
    queryFn: async ({ signal }): Promise<Instance> => {
      const path = { daemon, instance }
      const found = await data(
        api.GET('/api/v1/daemons/{daemon}/instances/{instance}', { params: { path }, signal }),
      )
      return { ...found, daemon }
    },
    initialData: () =>
      queries
        .getQueryData<Instance[]>(instancesQuery.queryKey)
        ?.find((each) => each.daemon === daemon && each.id === instance),
    initialDataUpdatedAt: 0,
  })

const AUDIT_PART = 50

/** What was done to one instance, the newest first. */
export const instanceAuditQuery = (daemon: string, instance: string) =>
  infiniteQueryOptions({
    queryKey: ['audit', { daemon, instance }] as const,
    queryFn: ({ pageParam, signal }) => {
      const query = { daemon, instance, limit: AUDIT_PART, ...(pageParam === null ? {} : { cursor: pageParam }) }
      return data(api.GET('/api/v1/audit', { params: { query }, signal }))
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    staleTime: 0,
  })

import { queryOptions } from '@tanstack/react-query'
import { api, data } from '../api/http'
import type { Instance } from '../instances/instance'

/** Whom browsers and programs are to trust. */
export const authorityQuery = queryOptions({
  queryKey: ['authority'] as const,
  queryFn: ({ signal }) => data(api.GET('/api/v1/authority', { signal })),
  staleTime: Number.POSITIVE_INFINITY,
})

const SHOWN = 20
const TROUBLED = ['crashed', 'backing-off'] as const

const inState = (state: (typeof TROUBLED)[number], signal: AbortSignal) =>
  data(api.GET('/api/v1/instances', { params: { query: { state, limit: SHOWN } }, signal }))

/** Instances that did not end well: the first of each sort. */
export const troubledQuery = queryOptions({
  queryKey: ['instances', 'troubled'] as const,
  queryFn: async ({ signal }) => {
    const parts = await Promise.all(TROUBLED.map((state) => inState(state, signal)))
    return parts.flatMap((part) => part.items as Instance[])
  },
})

export const isTroubled = (instance: Instance) => TROUBLED.some((state) => state === instance.state)

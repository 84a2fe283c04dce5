import { queryOptions } from '@tanstack/react-query'
import { api, data } from '../api/http'

/** Far beyond what anybody joins; the API gives no more in one part. */
const ALL = 1000

/** Every daemon that the person may see. */
export const daemonsQuery = queryOptions({
  queryKey: ['daemons'] as const,
  queryFn: async ({ signal }) =>
    (await data(api.GET('/api/v1/daemons', { params: { query: { limit: ALL } }, signal }))).items,
})

export const daemonQuery = (daemon: string) =>
  queryOptions({
    queryKey: ['daemon', daemon] as const,
    queryFn: ({ signal }) => data(api.GET('/api/v1/daemons/{daemon}', { params: { path: { daemon } }, signal })),
  })

const HOST_EVERY_MS = 5_000

/** The machine's figures; no event tells of them, so they are asked for while somebody looks. */
export const hostQuery = (daemon: string) =>
  queryOptions({
    queryKey: ['host', daemon] as const,
    queryFn: ({ signal }) => data(api.GET('/api/v1/daemons/{daemon}/host', { params: { path: { daemon } }, signal })),
    refetchInterval: HOST_EVERY_MS,
    staleTime: HOST_EVERY_MS,
  })

/** How many instances there are, by state and by daemon, of those that the person may see. */
export const summaryQuery = queryOptions({
  queryKey: ['instances', 'summary'] as const,
  queryFn: ({ signal }) => data(api.GET('/api/v1/instances/summary', { signal })),
})

const FOUND = 20

/** Instances of a daemon by a part of their name, or the one with that id. */
export const namedInstancesQuery = (daemon: string, q: string) =>
  queryOptions({
    queryKey: ['instances', 'named', daemon, q] as const,
    queryFn: async ({ signal }) =>
      (await data(api.GET('/api/v1/instances', { params: { query: { daemon, q, limit: FOUND } }, signal }))).items,
  })

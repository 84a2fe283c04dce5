import { queryOptions } from '@tanstack/react-query'
import { api, data } from '../api/http'

/** Far beyond what anybody joins; the API gives no more in one part. */
const ALL = 1000

/** Every daemon that the person may see. */
export const daemonsQuery = queryOptions({
  queryKey: ['daemons'],
  queryFn: async () =>
    (await data(api.GET('/api/v1/daemons', { params: { query: { limit: ALL } } }))).items,
})

export const daemonQuery = (daemon: string) =>
  queryOptions({
    queryKey: ['daemons', daemon],
    queryFn: () => data(api.GET('/api/v1/daemons/{daemon}', { params: { path: { daemon } } })),
  })

const HOST_EVERY_MS = 5_000

/** The machine's figures; no event tells of them, so they are asked for while somebody looks. */
export const hostQuery = (daemon: string) =>
  queryOptions({
    queryKey: ['daemons', daemon, 'host'],
    queryFn: () => data(api.GET('/api/v1/daemons/{daemon}/host', { params: { path: { daemon } } })),
    refetchInterval: HOST_EVERY_MS,
    staleTime: HOST_EVERY_MS,
  })

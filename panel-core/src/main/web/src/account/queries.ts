import { queryOptions } from '@tanstack/react-query'
import { api, data } from '../api/http'

const ALL = 1000

/** One's own sessions, the newest use first. */
export const sessionsQuery = queryOptions({
  queryKey: ['sessions'] as const,
  queryFn: async ({ signal }) => (await data(api.GET('/api/v1/sessions', { signal }))).items,
  staleTime: 0,
})

/** One's own API keys. */
export const keysQuery = queryOptions({
  queryKey: ['keys'] as const,
  queryFn: async ({ signal }) =>
    (await data(api.GET('/api/v1/keys', { params: { query: { limit: ALL } }, signal }))).items,
})

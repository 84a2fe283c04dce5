import { infiniteQueryOptions } from '@tanstack/react-query'
import { api, data } from '../api/http'
import { auditFilter, type AuditSearch } from './search'

const PART = 100

/** Who did what, the newest first, part by part. */
export const auditQuery = (search: AuditSearch, limit: number = PART) =>
  infiniteQueryOptions({
    queryKey: ['audit', search, limit] as const,
    queryFn: ({ pageParam, signal }) => {
      const filter = auditFilter(search, Date.now())
      const query = { ...filter, limit, ...(pageParam === null ? {} : { cursor: pageParam }) }
      return data(api.GET('/api/v1/audit', { params: { query }, signal }))
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    staleTime: 0,
  })

import { queryOptions } from '@tanstack/react-query'
import { api, data } from '../api/http'

/** Made anew whenever somebody opens the page or asks, and at no other time: it dials. */
export const diagnosisQuery = (daemon: string) =>
  queryOptions({
    queryKey: ['diagnosis', daemon] as const,
    queryFn: ({ signal }) =>
      data(api.GET('/api/v1/daemons/{daemon}/diagnosis', { params: { path: { daemon } }, signal })),
    refetchOnMount: 'always',
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    retry: false,
  })

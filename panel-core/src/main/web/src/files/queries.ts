import { queryOptions } from '@tanstack/react-query'
import { api, data } from '../api/http'
import type { FileEntry } from '../api/schema'
import { queries } from '../app/queries'

const FIRST_PART = 200
const FURTHER_PART = 1000

/** The whole of a directory; the first part is there to be looked at while the others arrive. */
export const directoryQuery = (daemon: string, instance: string, path: string) =>
  queryOptions({
    queryKey: ['files', daemon, instance, path] as const,
    queryFn: async ({ queryKey, signal }) => {
      const whole: FileEntry[] = []
      let cursor: string | undefined
      do {
        const limit = cursor === undefined ? FIRST_PART : FURTHER_PART
        const query = { path, limit, ...(cursor === undefined ? {} : { cursor }) }
        const part = await data(
          api.GET('/api/v1/daemons/{daemon}/instances/{instance}/files', {
            params: { path: { daemon, instance }, query },
            signal,
          }),
        )
        whole.push(...part.items)
        cursor = part.next ?? undefined
        const shown = queries.getQueryData<FileEntry[]>(queryKey)
        if (cursor !== undefined && (shown === undefined || shown.length < whole.length)) {
          queries.setQueryData(queryKey, [...whole])
        }
      } while (cursor !== undefined)
      return whole
    },
    staleTime: 0,
    refetchOnWindowFocus: true,
  })

/** Reads again what an instance's directories hold. */
export function filesChanged(daemon: string, instance: string): Promise<void> {
  return queries.invalidateQueries({ queryKey: ['files', daemon, instance] })
}

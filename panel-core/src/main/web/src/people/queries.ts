import { queryOptions } from '@tanstack/react-query'
import { api, data } from '../api/http'
import type { GrantView, User } from '../api/schema'

const PART = 1000

/** Everybody, by name. */
export const usersQuery = queryOptions({
  queryKey: ['users'] as const,
  queryFn: async ({ signal }) => {
    const whole: User[] = []
    let cursor: string | null = null
    do {
      const query: { limit: number; cursor?: string } = cursor === null ? { limit: PART } : { limit: PART, cursor }
      const part: { items: User[]; next: string | null } = await data(
        api.GET('/api/v1/users', { params: { query }, signal }),
      )
      whole.push(...part.items)
      cursor = part.next
    } while (cursor !== null)
    return whole
  },
})

export const userQuery = (user: string) =>
  queryOptions({
    queryKey: ['user', user] as const,
    queryFn: ({ signal }) => data(api.GET('/api/v1/users/{user}', { params: { path: { user } }, signal })),
  })

/** What a person was granted. */
export const grantsQuery = (user: string) =>
  queryOptions({
    queryKey: ['grants', user] as const,
    queryFn: async ({ signal }): Promise<readonly GrantView[]> =>
      (await data(api.GET('/api/v1/users/{user}/grants', { params: { path: { user } }, signal }))).items,
  })

import { queryOptions, useQuery } from '@tanstack/react-query'
import { api, data } from '../api/http'
import type { SessionView } from '../api/schema'
import { queries } from '../app/queries'
import { proofs } from './proof'

/** Who is signed in. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: () => data(api.GET('/api/v1/session')),
  staleTime: Number.POSITIVE_INFINITY,
})

export async function signIn(username: string, password: string, code?: string): Promise<SessionView> {
  const session = await data(api.POST('/api/v1/session', { body: { username, password, code: code ?? null } }))
  if (session.proof) {
    proofs.keep(session.proof)
  }
  queries.clear()
  queries.setQueryData(sessionQuery.queryKey, session)
  return session
}

/**
 * Signs the same person in once more while the pages stay as they are, for what needs a recent sign-in. The earlier
 * session of this browser ends, because nobody could end it later.
 */
export async function signInAgain(username: string, password: string): Promise<void> {
  const before = (await data(api.GET('/api/v1/sessions'))).items.find((each) => each.current)
  const session = await data(api.POST('/api/v1/session', { body: { username, password, code: null } }))
  if (session.proof) {
    proofs.keep(session.proof)
  }
  if (before !== undefined) {
    await api.DELETE('/api/v1/sessions/{session}', { params: { path: { session: before.id } } })
  }
  await queries.invalidateQueries({ queryKey: ['sessions'] })
}

/**
 * Ends the session here; should the panel not answer, this browser forgets it all the same. The pages lead to the
 * sign-in, which forgets what they have shown.
 */
export async function signOut(): Promise<void> {
  try {
    await api.DELETE('/api/v1/session')
  } finally {
    proofs.forget()
  }
}

/** The person whose pages these are; only for pages behind the sign-in. */
export function useSession(): SessionView {
  const { data: session } = useQuery(sessionQuery)
  if (session === undefined) {
    throw new Error('no session: this page belongs behind the sign-in')
  }
  return session
}

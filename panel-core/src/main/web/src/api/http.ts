import createClient, { type Middleware } from 'openapi-fetch'
import { base } from '../app/base'
import { proofs } from '../session/proof'
import { panelReach } from './reach'
import { Problem, problemOf } from './problem'
import type { paths } from './schema'

const guard: Middleware = {
  onRequest({ request }) {
    const proof = proofs.current()
    if (proof !== null) {
      request.headers.set('Signalbox-Proof', proof)
    }
    return request
  },
  async onResponse({ response }) {
    panelReach.answered()
    if (response.ok) {
      return response
    }
    const problem = await problemOf(response)
    if (problem.status === 401) {
      proofs.refused(problem.code)
    }
    throw problem
  },
  onError({ error }) {
    panelReach.failed()
    return Problem.unreachable(error)
  },
}

/** The panel's API, typed by its own description; whatever is not a success is thrown as a {@link Problem}. */
export const api = createClient<paths>({ baseUrl: base })
api.use(guard)

/** Takes the body out of an answer that was a success. */
export async function data<T>(answer: Promise<{ data?: T }>): Promise<T> {
  return (await answer).data as T
}

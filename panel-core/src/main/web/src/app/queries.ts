import { QueryClient } from '@tanstack/react-query'
import { Problem } from '../api/problem'

const TRIES = 2

/** What the panel told us; events keep it fresh, so nothing here asks again by the clock. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      refetchOnWindowFocus: false,
      retry: (failures, error) => failures < TRIES && retryable(Problem.of(error)),
    },
  },
})

/** A refusal stays one however often we ask; a panel that is away or stumbles may be asked again. */
function retryable(problem: Problem): boolean {
  return problem.status === 0 || problem.status >= 502
}

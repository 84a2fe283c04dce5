import { Problem } from '../api/problem'
import { bulkFetch } from '../way/bulk'

/** A file of an instance. */
export interface Target {
  readonly daemon: string
  readonly instance: string
  readonly path: string
}

/** The version of a file that is there now; null where none is, or where one may not look. */
export async function fileTag(target: Target, signal?: AbortSignal): Promise<string | null> {
  try {
    const answer = await bulkFetch({ operation: 'files.download', ...target }, { method: 'HEAD', signal })
    return answer.headers.get('ETag')
  } catch (thrown) {
    const { status } = Problem.of(thrown)
    if (status === 404 || status === 403) {
      return null
    }
    throw thrown
  }
}

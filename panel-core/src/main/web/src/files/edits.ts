import { api } from '../api/http'
import { Problem } from '../api/problem'
import { filesChanged } from './queries'

interface At {
  readonly daemon: string
  readonly instance: string
}

const BASE = '/api/v1/daemons/{daemon}/instances/{instance}/files'

/** Makes a directory; that it is there already is no fault where it was only wanted to be there. */
export async function makeDirectory({ daemon, instance }: At, path: string, ifMissing = false): Promise<void> {
  try {
    await api.POST(`${BASE}/mkdir`, { params: { path: { daemon, instance } }, body: { path } })
  } catch (thrown) {
    if (!ifMissing || Problem.of(thrown).status !== 409) {
      throw thrown
    }
  }
  await filesChanged(daemon, instance)
}

export async function moveFiles({ daemon, instance }: At, items: { from: string; to: string }[]): Promise<void> {
  await api.POST(`${BASE}/move`, { params: { path: { daemon, instance } }, body: { items } })
  await filesChanged(daemon, instance)
}

export async function deleteFiles({ daemon, instance }: At, paths: string[]): Promise<void> {
  await api.POST(`${BASE}/delete`, { params: { path: { daemon, instance } }, body: { paths } })
  await filesChanged(daemon, instance)
}

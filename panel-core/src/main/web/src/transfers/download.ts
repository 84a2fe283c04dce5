import { bulkFetch, carry } from '../way/bulk'
import type { Target } from './fileTag'

const BETWEEN_MS = 1000

/**
 * Has the browser write files to disk by itself. Each is looked at first: what is not there must not lead the page away
 * to an error.
 */
export async function download(targets: readonly Target[]): Promise<void> {
  for (const [index, target] of targets.entries()) {
    if (index > 0) {
      await new Promise((resolve) => setTimeout(resolve, BETWEEN_MS))
    }
    const order = { operation: 'files.download', ...target } as const
    await bulkFetch(order, { method: 'HEAD' })
    await carry(order, (address, ticket) => {
      const url = new URL(address)
      url.searchParams.set('ticket', ticket)
      follow(url.href, target.path.slice(target.path.lastIndexOf('/') + 1))
      return Promise.resolve()
    })
  }
}

function follow(address: string, name: string): void {
  const anchor = document.createElement('a')
  anchor.href = address
  anchor.download = name
  anchor.rel = 'noreferrer'
  document.body.append(anchor)
  anchor.click()
  anchor.remove()
}

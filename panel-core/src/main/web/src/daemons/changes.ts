import { api, data } from '../api/http'
import type { Node } from '../api/schema'
import { queries } from '../app/queries'
import { daemonQuery, daemonsQuery } from './queries'

/** How long a code to join is good; counted here, since this clock need not be the panel's. */
export const CODE_GOOD_MS = 15 * 60_000

/** A code with which one daemon may join, and the command that shows it. */
export interface JoinOrder {
  readonly name: string
  readonly command: string
  readonly until: number
}

/** Has the panel make a code for a daemon that dials it. */
export async function orderJoin(name: string, addresses: readonly string[]): Promise<JoinOrder> {
  const body = { name, expiresIn: 'PT15M', ...(addresses.length > 0 && { addresses: [...addresses] }) }
  const { command } = await data(api.POST('/api/v1/daemons/join-codes', { body }))
  return { name, command, until: Date.now() + CODE_GOOD_MS }
}

/** Has the panel dial a daemon that waits to be paired. */
export async function dialDaemon(body: { name: string; address: string; pairingCode: string }): Promise<Node> {
  return keep(await data(api.POST('/api/v1/daemons', { body })))
}

/** Gives a daemon another name, or accepts just these addresses. */
export async function changeDaemon(daemon: string, body: { name: string } | { addresses: string[] }): Promise<Node> {
  return keep(await data(api.PATCH('/api/v1/daemons/{daemon}', { params: { path: { daemon } }, body })))
}

/** Has the panel forget a daemon. */
export async function forgetDaemon(daemon: string): Promise<void> {
  await api.DELETE('/api/v1/daemons/{daemon}', { params: { path: { daemon } } })
}

function keep(daemon: Node): Node {
  queries.setQueryData(daemonQuery(daemon.id).queryKey, daemon)
  void queries.invalidateQueries({ queryKey: daemonsQuery.queryKey, exact: true })
  return daemon
}

import { Problem, problemOf } from '../api/problem'
import { ways } from './browser'
import { askTicket, type Ticket, type TicketOrder } from './tickets'
import { DIRECT_TIMEOUT_MS, type Way } from './ways'

/** Nobody answered at the address: on the direct way the relay may still. */
export class Unanswered extends Error {}

/** Uses a leave at an address; throws {@link Unanswered} where nothing came of it. */
export type Use<T> = (address: string, ticket: string, way: Way) => Promise<T>

/** Gets leave, and uses it on the way that is open: straight at the daemon, else through the relay with fresh leave. */
export async function carry<T>(order: TicketOrder, use: Use<T>, signal?: AbortSignal): Promise<T> {
  const ticket = await askTicket(order, signal)
  const direct = ticket.direct ?? null
  if ((await ways.find(order.daemon, direct)) === 'relay') {
    return relayed(ticket, use)
  }
  if (direct === null) {
    throw new Problem({ status: 0, code: 'way.no-address', detail: order.daemon })
  }
  try {
    const answer = await use(direct, ticket.ticket, 'direct')
    ways.worked(order.daemon, direct)
    return answer
  } catch (fault) {
    if (!(fault instanceof Unanswered) || signal?.aborted === true) {
      throw fault
    }
    if (ways.wish.get() === 'direct') {
      throw new Problem({ status: 0, code: 'way.closed', detail: new URL(direct).host })
    }
    ways.failed(order.daemon, direct, 'refused')
    return relayed(await askTicket(order, signal), use)
  }
}

async function relayed<T>(ticket: Ticket, use: Use<T>): Promise<T> {
  try {
    return await use(ticket.relay, ticket.ticket, 'relay')
  } catch (fault) {
    throw fault instanceof Unanswered ? Problem.unreachable(fault) : fault
  }
}

/** A request to wherever the bytes are; what is not a success is thrown as a `Problem`. */
export function bulkFetch(order: TicketOrder, init: RequestInit): Promise<Response> {
  return carry(
    order,
    async (address, ticket, way) => {
      const answer = await request(address, ticket, way, init)
      if (!answer.ok) {
        throw await problemOf(answer)
      }
      return answer
    },
    init.signal ?? undefined,
  )
}

async function request(address: string, ticket: string, way: Way, init: RequestInit): Promise<Response> {
  const headers = new Headers(init.headers)
  headers.set('Authorization', `Bearer ${ticket}`)
  const patience = new AbortController()
  const timer = way === 'direct' ? setTimeout(() => patience.abort(), 5 * DIRECT_TIMEOUT_MS) : undefined
  try {
    const signals = [patience.signal, ...(init.signal ? [init.signal] : [])]
    return await fetch(address, {
      ...init,
      headers,
      credentials: 'omit',
      cache: 'no-store',
      signal: AbortSignal.any(signals),
    })
  } catch (fault) {
    if (init.signal?.aborted === true) {
      throw fault
    }
    throw new Unanswered(fault instanceof Error ? fault.message : String(fault))
  } finally {
    clearTimeout(timer)
  }
}

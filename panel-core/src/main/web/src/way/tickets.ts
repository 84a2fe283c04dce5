import { api, data } from '../api/http'
import type { TicketAnswer } from '../api/schema'

/** What leave is asked for. */
export type TicketOrder =
  | { readonly operation: 'console'; readonly daemon: string; readonly instance: string }
  | {
      readonly operation: 'files.download' | 'files.upload'
      readonly daemon: string
      readonly instance: string
      readonly path: string
    }

/** Leave for one operation, once and within a minute, with the addresses where it may be shown. */
export type Ticket = TicketAnswer

/** Asks the panel for leave; a refusal is thrown as a `Problem`. */
export function askTicket(order: TicketOrder, signal?: AbortSignal): Promise<Ticket> {
  return data(api.POST('/api/v1/tickets', { body: { ...order }, signal }))
}

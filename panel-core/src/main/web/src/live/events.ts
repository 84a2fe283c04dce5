import type { Node, User } from '../api/schema'
import type { Instance } from '../instances/instance'

/** Something that has changed, as `GET /api/v1/events` tells it. */
export type LiveEvent =
  | { kind: 'instance.changed'; daemon: string; instance: Instance }
  | { kind: 'instance.removed'; daemon: string; id: string }
  | { kind: 'daemon.changed'; daemon: Node }
  | { kind: 'daemon.removed'; id: string }
  | { kind: 'user.changed'; user: User }
  | { kind: 'user.removed'; id: string }
  | { kind: 'access.changed'; user: string }

export type LiveMessage =
  | { type: 'hello'; boot: string; seq: number; missed: boolean }
  | { type: 'event'; seq: number; event: LiveEvent | null }

const KINDS: readonly string[] = [
  'instance.changed',
  'instance.removed',
  'daemon.changed',
  'daemon.removed',
  'user.changed',
  'user.removed',
  'access.changed',
] satisfies LiveEvent['kind'][]

/** Reads a message; null for one of a type that is not known here, an event without content for an unknown kind. */
export function parseMessage(text: string): LiveMessage | null {
  const message = JSON.parse(text) as Partial<LiveMessage> & { event?: { kind?: string } }
  switch (message.type) {
    case 'hello':
      return message as LiveMessage
    case 'event': {
      const known = KINDS.includes(message.event?.kind ?? '')
      return { type: 'event', seq: message.seq ?? 0, event: known ? (message.event as LiveEvent) : null }
    }
    default:
      return null
  }
}

/** What an event is about: of several about one thing only the newest counts. */
export function thingOf(event: LiveEvent): string {
  switch (event.kind) {
    case 'instance.changed':
      return `instance ${event.daemon}/${event.instance.id}`
    case 'instance.removed':
      return `instance ${event.daemon}/${event.id}`
    case 'daemon.changed':
      return `daemon ${event.daemon.id}`
    case 'daemon.removed':
      return `daemon ${event.id}`
    case 'user.changed':
      return `user ${event.user.id}`
    case 'user.removed':
      return `user ${event.id}`
    case 'access.changed':
      return `access ${event.user}`
  }
}

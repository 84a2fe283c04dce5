import { Activity, House, type LucideIcon, Server, SquareTerminal, Users } from 'lucide-react'
import type { SessionView } from '../api/schema'

/** A place that the rail leads to. */
export interface Place {
  readonly name: 'home' | 'instances' | 'daemons' | 'people' | 'audit'
  readonly to: '/' | '/instances' | '/daemons' | '/people' | '/audit'
  readonly icon: LucideIcon
}

const EVERYBODY: readonly Place[] = [
  { name: 'home', to: '/', icon: House },
  { name: 'instances', to: '/instances', icon: SquareTerminal },
  { name: 'daemons', to: '/daemons', icon: Server },
]

const ADMINISTRATORS: readonly Place[] = [
  { name: 'people', to: '/people', icon: Users },
  { name: 'audit', to: '/audit', icon: Activity },
]

/** The places that this person may go to; what one may not see is not there. */
export function placesOf(session: SessionView): readonly Place[] {
  return session.user.role === 'admin' ? [...EVERYBODY, ...ADMINISTRATORS] : EVERYBODY
}

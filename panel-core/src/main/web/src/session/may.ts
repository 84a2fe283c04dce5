import type { SessionView } from '../api/schema'

/** What can be granted on a daemon or an instance, in the order in which people think of it. */
export const GRANTABLE = [
  'instances.view',
  'console.view',
  'instances.start',
  'instances.stop',
  'instances.restart',
  'instances.kill',
  'console.input',
  'files.view',
  'files.read',
  'files.write',
  'files.delete',
  'instances.create',
  'instances.configure',
  'instances.delete',
  'host.view',
] as const

/** What only an administrator has, on the panel itself. */
export const PANEL_WIDE = ['users.manage', 'audit.view', 'daemons.manage', 'metrics.view'] as const

export type Grantable = (typeof GRANTABLE)[number]
export type Permission = Grantable | (typeof PANEL_WIDE)[number]

/**
 * Whether the person may do this: everywhere where no daemon is given, on a daemon itself where no instance is, else
 * on that instance.
 */
export type May = (permission: Permission, daemon?: string, instance?: string) => boolean

export function mayOf(session: SessionView): May {
  return (permission, daemon, instance) =>
    session.permissions.includes(permission) ||
    (daemon !== undefined &&
      session.grants.some(
        (grant) =>
          grant.daemon === daemon &&
          (grant.instance === '*' || grant.instance === instance) &&
          grant.permissions.includes(permission),
      ))
}

/** Whether there is anything at all on which the person may do this. */
export function mayAnywhere(session: SessionView, permission: Permission): boolean {
  return (
    session.permissions.includes(permission) || session.grants.some((grant) => grant.permissions.includes(permission))
  )
}

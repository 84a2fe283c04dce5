/** The actions that have words of their own; any other is shown as it stands in the audit. */
export const ACTIONS = [
  'session.sign-in',
  'session.sign-out',
  'session.password',
  'sessions.end',
  'sessions.end-others',
  'users.create',
  'users.change',
  'users.delete',
  'grants.put',
  'grants.delete',
  'keys.create',
  'keys.delete',
  'daemons.change',
  'daemons.join-code',
  'daemons.join',
  'daemons.pair',
  'daemons.remove',
  'daemons.link-replaced',
  'daemons.diagnose',
  'tickets.mint',
  'instances.create',
  'instances.replace',
  'instances.delete',
  'instances.start',
  'instances.stop',
  'instances.restart',
  'instances.kill',
  'instances.command',
  'files.upload',
  'files.download',
  'files.mkdir',
  'files.move',
  'files.delete',
  'console',
] as const
export type KnownAction = (typeof ACTIONS)[number]

export function knownAction(action: string): KnownAction | undefined {
  return ACTIONS.find((each) => each === action)
}

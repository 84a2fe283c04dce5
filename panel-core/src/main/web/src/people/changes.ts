import { api, data } from '../api/http'
import type { GrantView, NewUser, User, UserChange } from '../api/schema'
import { queries } from '../app/queries'
import { grantsQuery, userQuery, usersQuery } from './queries'

export async function createPerson(wanted: NewUser): Promise<User> {
  const user = await data(api.POST('/api/v1/users', { body: wanted }))
  await queries.invalidateQueries({ queryKey: usersQuery.queryKey })
  return user
}

export async function changePerson(user: string, change: UserChange): Promise<User> {
  const changed = await data(api.PATCH('/api/v1/users/{user}', { params: { path: { user } }, body: change }))
  queries.setQueryData(userQuery(user).queryKey, changed)
  await queries.invalidateQueries({ queryKey: usersQuery.queryKey })
  return changed
}

export async function deletePerson(user: string): Promise<void> {
  await api.DELETE('/api/v1/users/{user}', { params: { path: { user } } })
  queries.removeQueries({ queryKey: grantsQuery(user).queryKey })
  await queries.invalidateQueries({ queryKey: usersQuery.queryKey })
}

const isOn = (target: { daemon: string; instance: string }) => (grant: GrantView) =>
  grant.daemon === target.daemon && grant.instance === target.instance

/** Sets what a person may do there. The page shows it at once, and again what holds where it is refused. */
export async function putGrant(user: string, grant: GrantView): Promise<void> {
  const key = grantsQuery(user).queryKey
  await queries.cancelQueries({ queryKey: key })
  queries.setQueryData(key, (grants) =>
    grants?.some(isOn(grant))
      ? grants.map((each) => (isOn(grant)(each) ? grant : each))
      : [...(grants ?? []), grant],
  )
  const { daemon, instance, permissions } = grant
  try {
    await api.PUT('/api/v1/users/{user}/grants/{daemon}/{instance}', {
      params: { path: { user, daemon, instance } },
      body: { permissions },
    })
  } catch (thrown) {
    await queries.invalidateQueries({ queryKey: key })
    throw thrown
  }
}

export async function takeGrant(user: string, grant: GrantView): Promise<void> {
  const { daemon, instance } = grant
  await api.DELETE('/api/v1/users/{user}/grants/{daemon}/{instance}', {
    params: { path: { user, daemon, instance } },
  })
  await queries.invalidateQueries({ queryKey: grantsQuery(user).queryKey })
}

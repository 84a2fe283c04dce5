import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Outlet } from '@tanstack/react-router'
import { InstanceContext } from './InstanceContext'
import { instanceQuery } from './queries'

const route = getRouteApi('/inside/instances/$daemon/$instance')

export function InstancePage() {
  const { daemon, instance } = route.useParams()
  const { data } = useQuery(instanceQuery(daemon, instance))
  if (data === undefined) {
    return null
  }
  return (
    <InstanceContext value={data}>
      <Outlet />
    </InstanceContext>
  )
}

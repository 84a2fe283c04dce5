import type { Instance } from './instance'

export function ActivityTab({ instance }: { instance: Instance }) {
  return <div>{instance.name}</div>
}

import type { Instance } from '../instances/instance'

export function ConsoleTab({ instance }: { instance: Instance }) {
  return <div>{instance.name}</div>
}

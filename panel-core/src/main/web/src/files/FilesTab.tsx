import type { Instance } from '../instances/instance'

export function FilesTab({ instance }: { instance: Instance }) {
  return <div>{instance.name}</div>
}

import type { Instance } from './instance'

export function SettingsTab({ instance }: { instance: Instance }) {
  return <div>{instance.name}</div>
}

import { GRANTABLE, type Grantable } from './may'

export const PRESETS = ['watch', 'operate', 'files', 'everything'] as const
export type Preset = (typeof PRESETS)[number]

/** What a preset adds, and what it needs besides. */
const SETS: Record<Preset, { adds: readonly Grantable[]; needs: readonly Grantable[] }> = {
  watch: { adds: ['instances.view', 'console.view', 'host.view'], needs: [] },
  operate: {
    adds: ['instances.start', 'instances.stop', 'instances.restart', 'instances.kill', 'console.input'],
    needs: ['instances.view', 'console.view', 'host.view'],
  },
  files: { adds: ['files.view', 'files.read', 'files.write', 'files.delete'], needs: ['instances.view'] },
  everything: { adds: GRANTABLE, needs: [] },
}

const whole = (preset: Preset) => [...SETS[preset].needs, ...SETS[preset].adds]

/** Whether all of a preset, as far as it is offered here, is chosen. */
export function isChosen(preset: Preset, chosen: readonly string[], offered: readonly string[]): boolean {
  return whole(preset).every((permission) => chosen.includes(permission) || !offered.includes(permission))
}

/** What is chosen after a preset is added or taken out; taking one out leaves what it needed from others. */
export function togglePreset(preset: Preset, chosen: readonly string[], offered: readonly string[]): string[] {
  const next = isChosen(preset, chosen, offered)
    ? chosen.filter((permission) => !(SETS[preset].adds as readonly string[]).includes(permission))
    : [...chosen, ...whole(preset)]
  return inOrder(next, offered)
}

export function togglePermission(permission: string, chosen: readonly string[], offered: readonly string[]): string[] {
  const next = chosen.includes(permission)
    ? chosen.filter((each) => each !== permission)
    : [...chosen, permission]
  return inOrder(next, offered)
}

function inOrder(chosen: readonly string[], offered: readonly string[]): string[] {
  return offered.filter((permission) => chosen.includes(permission))
}

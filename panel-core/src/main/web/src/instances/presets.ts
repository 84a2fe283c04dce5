import { type Draft, EMPTY } from './draft'

/** What a new instance may begin with. */
export const PRESETS = {
  process: {},
  minecraft: {
    command: ['java', '-Xms1G', '-Xmx2G', '-jar', 'server.jar', 'nogui'],
    stopInput: 'stop',
    stopTimeout: 'PT1M',
    policy: 'on-failure',
    readyPattern: 'Done \\(.+\\)! For help',
  },
  script: { command: ['/bin/sh', 'start.sh'] },
  python: { command: ['python3', '-u', 'main.py'], policy: 'on-failure' },
  node: { command: ['node', 'main.js'], policy: 'on-failure' },
} as const satisfies Record<string, Partial<Draft>>

export type Preset = keyof typeof PRESETS

/** Begins anew from a preset; what says which instance it is stays. */
export function withPreset(draft: Draft, preset: Preset): Draft {
  return { ...EMPTY, ...PRESETS[preset], name: draft.name, tags: draft.tags, autoStart: draft.autoStart }
}

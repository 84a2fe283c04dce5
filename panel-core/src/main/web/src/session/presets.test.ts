import { describe, expect, it } from 'vitest'
import { GRANTABLE } from './may'
import { isChosen, togglePermission, togglePreset } from './presets'

describe('the presets of permissions', () => {
  it('add up', () => {
    const both = togglePreset('files', togglePreset('operate', [], GRANTABLE), GRANTABLE)
    expect(isChosen('watch', both, GRANTABLE)).toBe(true)
    expect(isChosen('operate', both, GRANTABLE)).toBe(true)
    expect(isChosen('files', both, GRANTABLE)).toBe(true)
    expect(isChosen('everything', both, GRANTABLE)).toBe(false)
  })

  it('leave what others need when they are taken out', () => {
    const operate = togglePreset('operate', [], GRANTABLE)
    expect(isChosen('watch', togglePreset('operate', operate, GRANTABLE), GRANTABLE)).toBe(true)
  })

  it('leave nothing after everything', () => {
    expect(togglePreset('everything', [...GRANTABLE], GRANTABLE)).toEqual([])
  })

  it('hold nothing that is not offered', () => {
    const offered = GRANTABLE.filter((permission) => permission !== 'host.view')
    const watch = togglePreset('watch', [], offered)
    expect(watch).toEqual(['instances.view', 'console.view'])
    expect(isChosen('watch', watch, offered)).toBe(true)
  })

  it('keep the order in which permissions are offered', () => {
    expect(togglePermission('instances.view', ['console.view'], GRANTABLE)).toEqual(['instances.view', 'console.view'])
  })
})

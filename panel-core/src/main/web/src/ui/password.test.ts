import { describe, expect, it } from 'vitest'
import { generatePassword, strengthOf } from './password'

describe('the strength of a password', () => {
  it('is too short below what the panel takes', () => {
    expect(strengthOf('aB3$xyz')).toBe('tooShort')
  })

  it('is weak where one character follows from the one before', () => {
    expect(strengthOf('aaaaaaaaaaaaaaaa')).toBe('weak')
    expect(strengthOf('12345678')).toBe('weak')
    expect(strengthOf('abcdefgh')).toBe('weak')
  })

  it('grows with length and kinds of characters', () => {
    expect(strengthOf('kfqzmwpx')).not.toBe('strong')
    expect(strengthOf('correct horse battery staple')).toBe('strong')
  })

  it('is strong for what is generated, which is never twice the same', () => {
    const made = Array.from({ length: 50 }, generatePassword)
    expect(new Set(made).size).toBe(50)
    for (const password of made) {
      expect(password).toMatch(/^[a-zA-Z2-9]{20}$/)
      expect(strengthOf(password)).toBe('strong')
    }
  })
})

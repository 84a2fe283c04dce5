/** As short as a password may be, and as long; the panel counts UTF-16 units as we do. */
export const SHORTEST = 8
export const LONGEST = 1024

export const STRENGTHS = ['tooShort', 'weak', 'fair', 'good', 'strong'] as const
export type Strength = (typeof STRENGTHS)[number]

const BITS: readonly [Strength, number][] = [
  ['strong', 80],
  ['good', 60],
  ['fair', 40],
]

const KINDS: readonly [RegExp, number][] = [
  [/[a-z]/, 26],
  [/[A-Z]/, 26],
  [/[0-9]/, 10],
  [/[ -/:-@[-`{-~]/, 33],
  [/[^ -~]/, 100],
]

/**
 * A rough guess of how hard a password is to find: its length times the kinds of characters in it, where repeated and
 * consecutive characters hardly count. It advises; the panel decides.
 */
export function strengthOf(password: string): Strength {
  if (password.length < SHORTEST) {
    return 'tooShort'
  }
  const alphabet = KINDS.reduce((sum, [kind, size]) => (kind.test(password) ? sum + size : sum), 0)
  const bits = surprises(password) * Math.log2(Math.max(2, alphabet))
  return BITS.find(([, least]) => bits >= least)?.[0] ?? 'weak'
}

/** How many characters do not follow from the one before, as in `aaaa` and `1234`. */
function surprises(password: string): number {
  let count = 1
  for (let index = 1; index < password.length; index += 1) {
    const step = password.charCodeAt(index) - password.charCodeAt(index - 1)
    count += Math.abs(step) <= 1 ? 0.25 : 1
  }
  return Math.min(count, new Set(password).size * 2)
}

/** Without those that are easily taken for one another. */
const ALPHABET = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789'
const GENERATED = 20

/** Makes a password of more than 110 bits from the browser's own randomness. */
export function generatePassword(): string {
  const limit = 256 - (256 % ALPHABET.length)
  let made = ''
  while (made.length < GENERATED) {
    for (const byte of crypto.getRandomValues(new Uint8Array(GENERATED))) {
      if (byte < limit && made.length < GENERATED) {
        made += ALPHABET.charAt(byte % ALPHABET.length)
      }
    }
  }
  return made
}

/** Something that the palette leads to or does. */
export interface Entry {
  readonly id: string
  readonly label: string
  readonly hint?: string
}

/** How well a name fits what was typed: 0 not at all, else the better the higher. */
export function fit(label: string, words: readonly string[]): number {
  const name = label.toLowerCase()
  let sum = 0
  for (const word of words) {
    const at = name.indexOf(word)
    if (at < 0) {
      return 0
    }
    const startsWord = at === 0 || !/[\p{L}\p{N}]/u.test(name.charAt(at - 1))
    sum += at === 0 ? 4 : startsWord ? 3 : 1
  }
  return sum + 1 / (1 + name.length)
}

/** The entries that fit best, at most so many, and how many fit at all. */
export function best<T extends Entry>(entries: Iterable<T>, query: string, most: number): { shown: T[]; all: number } {
  const words = query.toLowerCase().split(/\s+/).filter((word) => word !== '')
  const found: { entry: T; rank: number }[] = []
  for (const entry of entries) {
    const rank = words.length === 0 ? 1 : Math.max(fit(entry.label, words), 0.9 * fit(entry.hint ?? '', words))
    if (rank > 0) {
      found.push({ entry, rank })
    }
  }
  found.sort((one, other) => other.rank - one.rank)
  return { shown: found.slice(0, most).map(({ entry }) => entry), all: found.length }
}

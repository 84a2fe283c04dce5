import { Store } from '../ui/store'

const KEY = 'signalbox.console.size'
const LEAST = 8
const MOST = 28
const USUAL = 13

function kept(): number {
  const size = Number(localStorage.getItem(KEY) ?? Number.NaN)
  return Number.isInteger(size) && size >= LEAST && size <= MOST ? size : USUAL
}

/** The size of letters in every console of this browser. */
export const fontSize = new Store(kept())

export function changeFontSize(by: number): void {
  const size = Math.min(MOST, Math.max(LEAST, fontSize.get() + by))
  localStorage.setItem(KEY, String(size))
  fontSize.set(size)
}

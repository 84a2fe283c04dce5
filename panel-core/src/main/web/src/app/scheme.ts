import type { MantineColorScheme, MantineColorSchemeManager } from '@mantine/core'

const KEY = 'signalbox.scheme'

function stored(): MantineColorScheme | null {
  const value = localStorage.getItem(KEY)
  return value === 'light' || value === 'dark' || value === 'auto' ? value : null
}

let listener: ((event: StorageEvent) => void) | undefined

/** Keeps light or dark where `scheme.js` finds it before the first paint. */
export const schemeManager: MantineColorSchemeManager = {
  get: (fallback) => stored() ?? fallback,
  set: (value) => localStorage.setItem(KEY, value),
  subscribe: (onUpdate) => {
    listener = (event) => {
      if (event.key === KEY) {
        onUpdate(stored() ?? 'auto')
      }
    }
    addEventListener('storage', listener)
  },
  unsubscribe: () => {
    if (listener !== undefined) {
      removeEventListener('storage', listener)
    }
  },
  clear: () => localStorage.removeItem(KEY),
}

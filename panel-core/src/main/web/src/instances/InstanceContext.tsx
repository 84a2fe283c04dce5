import { createContext, useContext } from 'react'
import type { Instance } from './instance'

/** The instance whose page is open, for its tabs. */
export const InstanceContext = createContext<Instance | null>(null)

export function useInstance(): Instance {
  const instance = useContext(InstanceContext)
  if (instance === null) {
    throw new Error('no instance: this belongs into the page of one')
  }
  return instance
}

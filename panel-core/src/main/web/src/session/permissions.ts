import { type May, mayOf } from './may'
import { useSession } from './session'

/** What the person who looks at the page may do; what one may not is not offered. */
export function useMay(): May {
  return mayOf(useSession())
}

import { base } from '../app/base'
import { Store } from '../ui/store'

/** Panels below different paths of one origin keep theirs apart. */
const KEY = `signalbox.proof${base}`

/**
 * The proof that goes with the session's cookie. It is kept per origin, which a cookie is not; every tab of this
 * origin has the same one, and signing out in one tab signs out all.
 */
class Proofs extends Store<string | null> {
  constructor() {
    super(localStorage.getItem(KEY))
    addEventListener('storage', (event) => {
      if (event.key === KEY) {
        this.set(event.newValue)
      }
    })
  }

  current(): string | null {
    return this.get()
  }

  keep(proof: string): void {
    localStorage.setItem(KEY, proof)
    this.set(proof)
  }

  forget(): void {
    localStorage.removeItem(KEY)
    this.set(null)
  }

  /** The panel no longer knows the session. A wrong password is something else. */
  refused(code: string): void {
    if (code === 'auth.required') {
      this.forget()
    }
  }
}

export const proofs = new Proofs()

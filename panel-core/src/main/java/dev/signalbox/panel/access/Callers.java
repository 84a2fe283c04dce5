package dev.signalbox.panel.access;

import java.util.Optional;

/** Looks again at somebody who was recognised earlier. Safe for many threads; may block. */
public interface Callers {
  /**
   * Returns the caller as of now; empty where the sign-in has ended since: the session is over, the
   * key deleted, the person shut out or gone. Counts as a use of a session.
   */
  Optional<Caller> refresh(Caller caller);
}

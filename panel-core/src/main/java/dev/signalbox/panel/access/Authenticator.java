package dev.signalbox.panel.access;

import dev.signalbox.api.http.HttpRequest;
import java.util.Optional;

/** Recognises callers by one kind of evidence; bound in a set. Called on workers, may block. */
public interface Authenticator {
  /**
   * Returns who calls; empty where the request carries no evidence of this kind. Throws {@code
   * auth.required} where it does and the evidence does not hold.
   */
  Optional<Caller> authenticate(HttpRequest request);

  /** Returns who had signed in so, as of now; empty where that has ended, or is of another kind. */
  Optional<Caller> refresh(SignIn signIn);
}

package dev.signalbox.panel.access;

import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Asks whoever recognises that kind of sign-in. */
final class AuthenticatedCallers implements Callers {
  private final List<Authenticator> authenticators;

  @Inject
  AuthenticatedCallers(Set<Authenticator> authenticators) {
    this.authenticators = List.copyOf(authenticators);
  }

  @Override
  public Optional<Caller> refresh(Caller caller) {
    for (Authenticator authenticator : authenticators) {
      Optional<Caller> found = authenticator.refresh(caller.signIn());
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }
}

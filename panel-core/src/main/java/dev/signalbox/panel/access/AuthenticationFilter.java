package dev.signalbox.panel.access;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.http.HttpReply;
import dev.signalbox.api.routing.Filter;
import dev.signalbox.api.routing.RoutedRequest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * Finds out who calls and attaches the {@link Caller}; turns strangers away from every route that
 * is not open. Stands in front of {@link AuthorizationFilter}.
 */
final class AuthenticationFilter implements Filter {
  private final List<Authenticator> authenticators;

  @Inject
  AuthenticationFilter(Set<Authenticator> authenticators) {
    this.authenticators = List.copyOf(authenticators);
  }

  @Override
  public CompletionStage<HttpReply> apply(RoutedRequest request, Next next) {
    if (request.route().isEmpty() || RouteRules.of(request) == RouteAccess.open()) {
      return next.handle(request);
    }
    for (Authenticator authenticator : authenticators) {
      Optional<Caller> caller = authenticator.authenticate(request.http());
      if (caller.isPresent()) {
        return next.handle(request.with(Caller.KEY, caller.get()));
      }
    }
    throw new SignalboxException(AccessError.REQUIRED, "sign in, or send an API key");
  }
}

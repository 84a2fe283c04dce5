package dev.signalbox.panel.access;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.http.HttpReply;
import dev.signalbox.api.routing.Filter;
import dev.signalbox.api.routing.RoutedRequest;
import jakarta.inject.Inject;
import java.util.concurrent.CompletionStage;

/** Asks for the permission that a route names for itself. Stands behind the audit. */
final class AuthorizationFilter implements Filter {
  private final AccessService access;

  @Inject
  AuthorizationFilter(AccessService access) {
    this.access = requireNonNull(access, "access");
  }

  @Override
  public CompletionStage<HttpReply> apply(RoutedRequest request, Next next) {
    if (RouteRules.of(request) instanceof RouteAccess.Panel panel) {
      access.require(Caller.of(request), panel.permission());
    }
    return next.handle(request);
  }
}

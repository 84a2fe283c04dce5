package dev.signalbox.panel.access;

import dev.signalbox.api.routing.RoutedRequest;

/** Reads what a route says about who gets through to it. */
final class RouteRules {
  private RouteRules() {}

  static RouteAccess of(RoutedRequest request) {
    return request
        .route()
        .flatMap(route -> route.attributes().get(RouteAccess.KEY))
        .orElse(RouteAccess.signedIn());
  }
}

package dev.signalbox.panel.access;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.routing.Key;

/**
 * Who gets through to a route; stands as an attribute on it. A route without one is only for
 * callers who are known.
 */
public sealed interface RouteAccess {
  /** Where a route says it. */
  Key<RouteAccess> KEY = Key.of("access", RouteAccess.class);

  /** Anybody, also without signing in. */
  static RouteAccess open() {
    return Fixed.OPEN;
  }

  /** Whoever is known; what exactly is allowed the handler asks {@link AccessService}. */
  static RouteAccess signedIn() {
    return Fixed.SIGNED_IN;
  }

  /** Whoever has that permission on the panel; the handler need not ask again. */
  static RouteAccess panel(PanelPermission permission) {
    return new Panel(permission);
  }

  /** The two that need no more words. */
  enum Fixed implements RouteAccess {
    OPEN,
    SIGNED_IN
  }

  /** A permission on the panel. */
  record Panel(PanelPermission permission) implements RouteAccess {
    public Panel {
      requireNonNull(permission, "permission");
    }
  }
}

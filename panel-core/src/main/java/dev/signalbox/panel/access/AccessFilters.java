package dev.signalbox.panel.access;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.routing.Filter;

/**
 * The two filters of the panel's API, which enclose whatever must know the caller and still see
 * refusals.
 *
 * @param authentication outermost: attaches the {@link Caller}
 * @param authorization innermost: asks for the permission that the route names
 */
public record AccessFilters(Filter authentication, Filter authorization) {
  public AccessFilters {
    requireNonNull(authentication, "authentication");
    requireNonNull(authorization, "authorization");
  }
}

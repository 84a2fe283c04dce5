package dev.signalbox.panel.access;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.id.UserId;
import dev.signalbox.api.routing.Key;
import dev.signalbox.api.routing.RoutedRequest;

/**
 * Who makes a request; as of this request, so it is not kept beyond it.
 *
 * @param user the person
 * @param username the person's name
 * @param role what the person is to the panel
 * @param signIn how the person was recognised
 * @param scope what the caller may use of the person's power
 */
public record Caller(
    UserId user, String username, Role role, SignIn signIn, PermissionScope scope) {
  /** Where a request carries it. */
  public static final Key<Caller> KEY = Key.of("caller", Caller.class);

  public Caller {
    requireNonNull(user, "user");
    requireNonNull(username, "username");
    requireNonNull(role, "role");
    requireNonNull(signIn, "signIn");
    requireNonNull(scope, "scope");
  }

  /** Returns who makes the request. Throws {@code auth.required} where nobody was recognised. */
  public static Caller of(RoutedRequest request) {
    return request
        .attribute(KEY)
        .orElseThrow(
            () -> new SignalboxException(AccessError.REQUIRED, "sign in, or send an API key"));
  }
}

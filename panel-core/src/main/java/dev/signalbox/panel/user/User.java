package dev.signalbox.panel.user;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.id.UserId;
import dev.signalbox.panel.access.Role;
import java.time.Instant;

/**
 * A person, without anything secret.
 *
 * @param username unique without regard to case
 * @param disabled whether the person is shut out
 */
public record User(UserId id, String username, Role role, boolean disabled, Instant createdAt) {
  public User {
    requireNonNull(id, "id");
    requireNonNull(username, "username");
    requireNonNull(role, "role");
    requireNonNull(createdAt, "createdAt");
  }
}

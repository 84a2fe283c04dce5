package dev.signalbox.panel.key;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.id.UserId;
import dev.signalbox.panel.access.PermissionScope;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key, without its secret.
 *
 * @param user whose power it carries
 * @param scope how much of that
 * @param expiresAt when it ends, null for never
 */
public record ApiKey(
    ApiKeyId id,
    UserId user,
    String name,
    PermissionScope scope,
    Instant createdAt,
    @Nullable Instant expiresAt) {
  public ApiKey {
    requireNonNull(id, "id");
    requireNonNull(user, "user");
    requireNonNull(name, "name");
    requireNonNull(scope, "scope");
    requireNonNull(createdAt, "createdAt");
  }
}

package dev.signalbox.panel.key;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.panel.access.PermissionScope;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What it takes to make a key.
 *
 * @param name 1 to 100 characters, for the person to know it by
 * @param expiresAt when it ends, null for never
 */
public record NewApiKey(String name, PermissionScope scope, @Nullable Instant expiresAt) {
  private static final int LONGEST_NAME = 100;

  public NewApiKey {
    requireNonNull(scope, "scope");
    if (name.isBlank()
        || name.length() > LONGEST_NAME
        || name.chars().anyMatch(Character::isISOControl)) {
      throw SignalboxException.invalid(
          "name", "name: " + name.length() + " characters (expected: 1..100, no control ones)");
    }
  }
}

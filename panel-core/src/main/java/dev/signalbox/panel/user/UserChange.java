package dev.signalbox.panel.user;

import dev.signalbox.panel.access.Role;
import org.jspecify.annotations.Nullable;

/**
 * What changes about a person; null leaves as it is.
 *
 * @param username as in {@link NewUser}
 * @param password as in {@link NewUser}
 */
public record UserChange(
    @Nullable String username,
    @Nullable String password,
    @Nullable Role role,
    @Nullable Boolean disabled) {
  public UserChange {
    if (username != null) {
      UserRules.checkUsername(username);
    }
    if (password != null) {
      UserRules.checkPassword("password", password);
    }
  }

  /** Says whether sessions begun before it must end. */
  boolean endsSessions() {
    return password != null || role != null || disabled != null;
  }

  /** Leaves the password out. */
  @Override
  public String toString() {
    return "UserChange[username=" + username + ", role=" + role + ", disabled=" + disabled + "]";
  }
}

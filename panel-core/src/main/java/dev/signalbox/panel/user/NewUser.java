package dev.signalbox.panel.user;

import static java.util.Objects.requireNonNull;

import dev.signalbox.panel.access.Role;

/**
 * What it takes to make a person known.
 *
 * @param username 1 to 64 characters of {@code [A-Za-z0-9._@-]}, the first a letter or digit
 * @param password 8 to 1024 characters
 */
public record NewUser(String username, String password, Role role) {
  public NewUser {
    UserRules.checkUsername(username);
    UserRules.checkPassword("password", password);
    requireNonNull(role, "role");
  }

  /** Leaves the password out. */
  @Override
  public String toString() {
    return "NewUser[username=" + username + ", role=" + role + "]";
  }
}

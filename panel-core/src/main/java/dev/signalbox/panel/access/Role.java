package dev.signalbox.panel.access;

import java.util.Locale;
import java.util.Optional;

/** What a person is to the panel as a whole. */
public enum Role {
  /** May do everything, everywhere. */
  ADMIN,
  /** May do what grants say. */
  USER;

  /** Returns the literal name in the API and in the database. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the role of that literal name. */
  public static Optional<Role> of(String id) {
    for (Role role : values()) {
      if (role.id().equals(id)) {
        return Optional.of(role);
      }
    }
    return Optional.empty();
  }
}

package dev.signalbox.panel.access;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.operation.Permission;
import java.util.Set;

/** How much of a person's own power a caller carries. */
public sealed interface PermissionScope {
  /** Says whether the permission lies within. */
  boolean contains(Permission permission);

  /** Says whether nothing is taken away. */
  default boolean isWhole() {
    return this == Everything.EVERYTHING;
  }

  /** Returns the scope that takes nothing away. */
  static PermissionScope everything() {
    return Everything.EVERYTHING;
  }

  /** Returns the scope of only these permissions. */
  static PermissionScope only(Set<Permission> permissions) {
    return new Only(permissions);
  }

  /** All that the person may do. */
  enum Everything implements PermissionScope {
    EVERYTHING;

    @Override
    public boolean contains(Permission permission) {
      return true;
    }
  }

  /** Only these, and only as far as the person has them. */
  record Only(Set<Permission> permissions) implements PermissionScope {
    public Only {
      permissions = Set.copyOf(permissions);
    }

    @Override
    public boolean contains(Permission permission) {
      return permissions.contains(requireNonNull(permission, "permission"));
    }
  }
}

package dev.signalbox.panel.grant;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.id.DaemonId;
import dev.signalbox.api.operation.Permission;
import java.util.List;
import java.util.function.Predicate;

/**
 * A grant on the wire.
 *
 * @param instance {@code *} for the daemon itself and all its instances
 * @param permissions their names in alphabetical order
 */
public record GrantView(DaemonId daemon, GrantTarget instance, List<String> permissions) {
  public GrantView {
    requireNonNull(daemon, "daemon");
    requireNonNull(instance, "instance");
    permissions = List.copyOf(permissions);
  }

  /** Returns what a grant looks like. */
  public static GrantView of(Grant grant) {
    return of(grant, permission -> true);
  }

  /** Returns what a grant looks like to somebody who carries only a part of it. */
  public static GrantView of(Grant grant, Predicate<Permission> part) {
    return new GrantView(
        grant.daemon(),
        grant.target(),
        grant.permissions().stream().filter(part).map(Permission::id).sorted().toList());
  }
}

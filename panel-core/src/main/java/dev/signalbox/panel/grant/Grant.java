package dev.signalbox.panel.grant;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.id.DaemonId;
import dev.signalbox.api.operation.Permission;
import java.util.Set;

/**
 * What one person may do on one target.
 *
 * @param permissions what is allowed; never empty
 */
public record Grant(DaemonId daemon, GrantTarget target, Set<Permission> permissions) {
  public Grant {
    requireNonNull(daemon, "daemon");
    requireNonNull(target, "target");
    permissions = Set.copyOf(permissions);
  }
}

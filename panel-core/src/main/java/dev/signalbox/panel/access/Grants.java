package dev.signalbox.panel.access;

import dev.signalbox.api.id.DaemonId;
import dev.signalbox.api.id.InstanceId;
import dev.signalbox.api.id.UserId;
import dev.signalbox.api.operation.Permission;
import java.util.Set;

/** What persons were granted. Every call blocks; an administrator's role plays no part here. */
public interface Grants {
  /** Returns what the person may do on the daemon itself, and so on each of its instances. */
  Set<Permission> permissions(UserId user, DaemonId daemon);

  /** Returns what the person may do on one instance. */
  Set<Permission> permissions(UserId user, DaemonId daemon, InstanceId instance);

  /** Returns the instances on which the person has the permission. */
  InstanceScope instances(UserId user, DaemonId daemon, Permission permission);

  /** Returns the daemons on which, or below which, the person may do anything at all. */
  Set<DaemonId> daemons(UserId user);
}

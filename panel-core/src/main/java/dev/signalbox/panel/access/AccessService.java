package dev.signalbox.panel.access;

import dev.signalbox.api.id.DaemonId;
import dev.signalbox.api.id.InstanceId;
import dev.signalbox.api.operation.Permission;
import java.time.Duration;

/**
 * Decides what a caller may do. What nobody allowed is refused; an administrator has everything; a
 * key takes away from what its person has and never adds to it.
 *
 * <p>Each answer is read from the database anew, so that a change holds from the next request on.
 * Every call blocks.
 */
public interface AccessService {
  /** Asks for a permission on the panel itself. Throws {@code access.denied}. */
  void require(Caller caller, PanelPermission permission);

  /**
   * Asks for a permission on a daemon itself, which a grant on one of its instances does not give.
   * Throws {@code access.not-found} where the caller sees nothing of the daemon, else {@code
   * access.denied}.
   */
  void require(Caller caller, Permission permission, DaemonId daemon);

  /**
   * Asks for a permission on one instance. Throws {@code access.not-found} where the caller does
   * not see the instance, else {@code access.denied}.
   */
  void require(Caller caller, Permission permission, DaemonId daemon, InstanceId instance);

  /** Says whether {@link #require(Caller, Permission, DaemonId, InstanceId)} would pass. */
  boolean allows(Caller caller, Permission permission, DaemonId daemon, InstanceId instance);

  /**
   * Asks that the caller may list something of the daemon, if only for some instances. Throws
   * {@code access.not-found} where the caller sees nothing of the daemon, and {@code access.denied}
   * where the permission is given on none of them.
   *
   * @return the instances on which the caller has the permission
   */
  InstanceScope requireSome(Caller caller, Permission permission, DaemonId daemon);

  /** Returns the instances of a daemon on which the caller has the permission; none may be. */
  InstanceScope instances(Caller caller, Permission permission, DaemonId daemon);

  /** Says whether {@link #require(Caller, PanelPermission)} would pass. */
  boolean allows(Caller caller, PanelPermission permission);

  /** Says whether the caller may know that the daemon exists. */
  boolean sees(Caller caller, DaemonId daemon);

  /**
   * Asks that the caller gave a password not longer ago than that; a key never did. Throws {@code
   * auth.recent-sign-in-required}.
   */
  void requireRecentSignIn(Caller caller, Duration atMost);

  /**
   * Asks that the caller is not a key that carries only a part of its person's power, for what
   * would let such a key have the rest. Throws {@code access.denied}.
   */
  void requireWhole(Caller caller);
}

package dev.signalbox.panel.access;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.id.DaemonId;
import dev.signalbox.api.id.InstanceId;
import dev.signalbox.api.operation.Permission;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;

/** Decides by role, grants and the caller's scope. */
final class GrantedAccessService implements AccessService {
  private final Grants grants;
  private final InstantSource clock;

  @Inject
  GrantedAccessService(Grants grants, InstantSource clock) {
    this.grants = requireNonNull(grants, "grants");
    this.clock = requireNonNull(clock, "clock");
  }

  @Override
  public void require(Caller caller, PanelPermission permission) {
    if (!allows(caller, permission)) {
      throw denied(permission.permission());
    }
  }

  @Override
  public boolean allows(Caller caller, PanelPermission permission) {
    return isAdmin(caller) && caller.scope().contains(permission.permission());
  }

  @Override
  public void require(Caller caller, Permission permission, DaemonId daemon) {
    if (!sees(caller, daemon)) {
      throw new SignalboxException(AccessError.NOT_FOUND, "no such daemon");
    }
    boolean granted =
        isAdmin(caller) || grants.permissions(caller.user(), daemon).contains(permission);
    if (!granted || !caller.scope().contains(permission)) {
      throw denied(permission);
    }
  }

  @Override
  public void require(Caller caller, Permission permission, DaemonId daemon, InstanceId instance) {
    if (!isAdmin(caller)) {
      Set<Permission> granted = grants.permissions(caller.user(), daemon, instance);
      if (granted.isEmpty()) {
        throw new SignalboxException(AccessError.NOT_FOUND, "no such instance");
      }
      if (!granted.contains(permission)) {
        throw denied(permission);
      }
    }
    if (!caller.scope().contains(permission)) {
      throw denied(permission);
    }
  }

  @Override
  public boolean allows(
      Caller caller, Permission permission, DaemonId daemon, InstanceId instance) {
    return caller.scope().contains(permission)
        && (isAdmin(caller)
            || grants.permissions(caller.user(), daemon, instance).contains(permission));
  }

  @Override
  public InstanceScope requireSome(Caller caller, Permission permission, DaemonId daemon) {
    if (!sees(caller, daemon)) {
      throw new SignalboxException(AccessError.NOT_FOUND, "no such daemon");
    }
    InstanceScope allowed = instances(caller, permission, daemon);
    if (allowed.equals(InstanceScope.only(Set.of()))) {
      throw denied(permission);
    }
    return allowed;
  }

  @Override
  public InstanceScope instances(Caller caller, Permission permission, DaemonId daemon) {
    if (!caller.scope().contains(permission)) {
      return InstanceScope.only(Set.of());
    }
    return isAdmin(caller)
        ? InstanceScope.all()
        : grants.instances(caller.user(), daemon, permission);
  }

  @Override
  public boolean sees(Caller caller, DaemonId daemon) {
    return isAdmin(caller) || grants.daemons(caller.user()).contains(daemon);
  }

  @Override
  public void requireRecentSignIn(Caller caller, Duration atMost) {
    if (caller.signIn() instanceof SignIn.BySession session
        && session.signedInAt().plus(atMost).isAfter(clock.instant())) {
      return;
    }
    throw new SignalboxException(
        AccessError.RECENT_SIGN_IN_REQUIRED,
        "sign in with your password again: this needs a sign-in under "
            + atMost.toMinutes()
            + " minutes old");
  }

  @Override
  public void requireWhole(Caller caller) {
    if (!caller.scope().isWhole()) {
      throw new SignalboxException(
          AccessError.DENIED, "a key that is limited to some permissions may not do this");
    }
  }

  private static boolean isAdmin(Caller caller) {
    return caller.role() == Role.ADMIN;
  }

  private static SignalboxException denied(Permission permission) {
    return new SignalboxException(AccessError.DENIED, "this needs the permission " + permission);
  }
}

package dev.signalbox.panel.event;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.id.DaemonId;
import dev.signalbox.api.operation.Permissions;
import dev.signalbox.panel.access.AccessService;
import dev.signalbox.panel.access.Caller;
import dev.signalbox.panel.access.Callers;
import dev.signalbox.panel.access.InstanceScope;
import dev.signalbox.panel.access.PanelPermission;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides which events a caller may hear, and remembers what it found until anybody's rights
 * change. For one thread at a time; may block.
 */
final class EventViewer {
  private final AccessService access;
  private final Callers callers;
  private final AccessEvents changes;
  private Caller caller;
  private long asOf = -1;
  private final Map<DaemonId, InstanceScope> instances = new HashMap<>();
  private final Map<DaemonId, Boolean> daemons = new HashMap<>();
  private @Nullable Boolean managesPeople;

  EventViewer(Caller caller, AccessService access, Callers callers, AccessEvents changes) {
    this.caller = requireNonNull(caller, "caller");
    this.access = requireNonNull(access, "access");
    this.callers = requireNonNull(callers, "callers");
    this.changes = requireNonNull(changes, "changes");
  }

  /** Looks again where rights have changed; says whether the caller is still signed in. */
  boolean isCurrent() {
    return asOf == changes.count() || renew();
  }

  /** Looks again; says whether the caller is still signed in. */
  boolean renew() {
    // Before the look: a change meanwhile makes for another one.
    long now = changes.count();
    Optional<Caller> found = callers.refresh(caller);
    if (found.isEmpty()) {
      return false;
    }
    if (asOf != now) {
      instances.clear();
      daemons.clear();
      managesPeople = null;
    }
    caller = found.get();
    asOf = now;
    return true;
  }

  boolean hears(EventAudience audience) {
    if (audience instanceof EventAudience.OfInstance of) {
      return instances
          .computeIfAbsent(
              of.daemon(), id -> access.instances(caller, Permissions.INSTANCES_VIEW, id))
          .contains(of.instance());
    }
    if (audience instanceof EventAudience.OfDaemon of) {
      return daemons.computeIfAbsent(of.daemon(), id -> access.sees(caller, id));
    }
    EventAudience.OfPerson of = (EventAudience.OfPerson) audience;
    return of.person().equals(caller.user()) || managesPeople();
  }

  private boolean managesPeople() {
    if (managesPeople == null) {
      managesPeople = access.allows(caller, PanelPermission.USERS_MANAGE);
    }
    return managesPeople;
  }
}

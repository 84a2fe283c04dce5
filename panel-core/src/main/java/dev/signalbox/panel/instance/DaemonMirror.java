package dev.signalbox.panel.instance;

import static java.util.Objects.requireNonNull;

import com.google.gson.JsonObject;
import dev.signalbox.api.id.DaemonId;
import dev.signalbox.api.id.InstanceId;
import dev.signalbox.api.instance.InstanceSnapshot;
import dev.signalbox.api.instance.InstanceUsage;
import dev.signalbox.api.json.Json;
import dev.signalbox.api.link.DaemonEvent;
import dev.signalbox.panel.event.EventAudience;
import dev.signalbox.panel.event.PanelEvent;
import dev.signalbox.panel.event.PanelEvents;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The instances of one daemon, kept up to date by its events, and each change told to those who
 * listen. It is kept while the daemon is away, to tell afterwards what has changed meanwhile.
 */
final class DaemonMirror {
  private final DaemonId daemon;
  private final PanelEvents events;
  private final Runnable changed;
  private final Map<InstanceId, ListedInstance> instances = new ConcurrentHashMap<>();
  private volatile boolean online;

  /**
   * @param changed told after each change
   */
  DaemonMirror(DaemonId daemon, PanelEvents events, Runnable changed) {
    this.daemon = requireNonNull(daemon, "daemon");
    this.events = requireNonNull(events, "events");
    this.changed = requireNonNull(changed, "changed");
  }

  /** Keeps what is known, and shows nothing of it. */
  void away() {
    online = false;
    changed.run();
  }

  /** Returns what is there; nothing while the daemon is away. */
  Collection<ListedInstance> listed() {
    return online ? instances.values() : List.of();
  }

  /** Takes what is new; what is over before {@link #caughtUp} says nothing of how it is now. */
  void happened(List<DaemonEvent> told) {
    if (!online) {
      return;
    }
    for (DaemonEvent event : told) {
      if (event.change() instanceof DaemonEvent.InstanceChanged of) {
        put(of.instance());
      } else if (event.change() instanceof DaemonEvent.InstanceRemoved of) {
        remove(of.instance());
      }
    }
    changed.run();
  }

  void caughtUp(List<InstanceSnapshot> all) {
    Set<InstanceId> gone = new HashSet<>(instances.keySet());
    for (InstanceSnapshot snapshot : all) {
      gone.remove(snapshot.id());
      put(snapshot);
    }
    gone.forEach(this::remove);
    online = true;
    changed.run();
  }

  void used(Map<InstanceId, InstanceUsage> usage) {
    usage.forEach(
        (id, figures) -> {
          ListedInstance known = instances.get(id);
          if (known != null) {
            put(known.snapshot().with(figures));
          }
        });
    changed.run();
  }

  private void put(InstanceSnapshot snapshot) {
    ListedInstance listed = new ListedInstance(daemon, snapshot);
    instances.put(snapshot.id(), listed);
    publish("instance.changed", snapshot.id(), "instance", listed::json);
  }

  private void remove(InstanceId id) {
    if (instances.remove(id) != null) {
      publish("instance.removed", id, "id", () -> Json.write(id));
    }
  }

  private void publish(
      String kind, InstanceId id, String member, Supplier<@Nullable String> detail) {
    JsonObject context = new JsonObject();
    context.addProperty("daemon", daemon.value());
    events.publish(
        new PanelEvent(
            kind,
            "instance " + daemon + " " + id,
            new EventAudience.OfInstance(daemon, id),
            member,
            detail,
            context));
  }
}

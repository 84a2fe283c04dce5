package dev.signalbox.panel.node;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.id.DaemonId;
import dev.signalbox.api.json.Json;
import dev.signalbox.api.link.Link;
import dev.signalbox.panel.event.EventAudience;
import dev.signalbox.panel.event.PanelEvent;
import dev.signalbox.panel.event.PanelEvents;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Joins what the database knows of a daemon with its link, and tells of changes to either. */
final class NodeViews {
  static final String NO_LINK = "it has no link to this panel just now";

  private final NodeStore store;
  private final LinkedNodes linked;
  private final PanelEvents events;
  private final InstantSource clock;

  @Inject
  NodeViews(NodeStore store, LinkedNodes linked, PanelEvents events, InstantSource clock) {
    this.store = requireNonNull(store, "store");
    this.linked = requireNonNull(linked, "linked");
    this.events = requireNonNull(events, "events");
    this.clock = requireNonNull(clock, "clock");
  }

  Node view(NodeStore.Row row) {
    Optional<Link> link = linked.find(row.id());
    boolean online = link.isPresent();
    return new Node(
        row.id(),
        row.name(),
        online ? Node.Status.ONLINE : Node.Status.OFFLINE,
        online ? null : NO_LINK,
        row.addresses(),
        row.version(),
        row.addresses().isEmpty() ? Node.Way.RELAY : Node.Way.DIRECT,
        link.map(Link::roundTrip).orElse(null),
        link.flatMap(Link::certificate).map(NodeCertificate::of).orElse(null),
        row.joinedAt(),
        online ? clock.instant() : row.seenAt());
  }

  /** Tells of a daemon that is there; how it is, is looked at when somebody is told. */
  void changed(DaemonId id) {
    events.publish(
        PanelEvent.of(
            "daemon.changed",
            subject(id),
            new EventAudience.OfDaemon(id),
            "daemon",
            () -> now(id)));
  }

  void removed(DaemonId id) {
    events.publish(
        PanelEvent.of("daemon.removed", subject(id), new EventAudience.OfDaemon(id), "id", id));
  }

  private @Nullable String now(DaemonId id) {
    return store.find(id).map(row -> Json.write(view(row))).orElse(null);
  }

  private static String subject(DaemonId id) {
    return "daemon " + id;
  }
}

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
  private static final Standings.Standing ONLINE = new Standings.Standing(Node.Status.ONLINE, "");

  private final NodeStore store;
  private final LinkedNodes linked;
  private final Standings standings;
  private final PanelEvents events;
  private final InstantSource clock;

  @Inject
  NodeViews(
      NodeStore store,
      LinkedNodes linked,
      Standings standings,
      PanelEvents events,
      InstantSource clock) {
    this.store = requireNonNull(store, "store");
    this.linked = requireNonNull(linked, "linked");
    this.standings = requireNonNull(standings, "standings");
    this.events = requireNonNull(events, "events");
    this.clock = requireNonNull(clock, "clock");
  }

  Node view(NodeStore.Row row) {
    Optional<Link> link = linked.find(row.id());
    Standings.Standing standing = link.isPresent() ? ONLINE : without(row);
    return new Node(
        row.id(),
        row.name(),
        standing.status(),
        link.isPresent() ? null : standing.reason(),
        row.addresses(),
        row.proposed(),
        row.version(),
        row.addresses().isEmpty() ? Node.Way.RELAY : Node.Way.DIRECT,
        dialler(row, link.orElse(null)),
        row.dial() == null ? null : row.dial().address(),
        link.map(Link::roundTrip).orElse(null),
        link.map(Link::clockSkew).orElse(null),
        link.flatMap(Link::certificate).map(NodeCertificate::of).orElse(null),
        row.joinedAt(),
        link.isPresent() ? clock.instant() : row.seenAt());
  }

  /** Returns why a daemon has no link. */
  Standings.Standing without(NodeStore.Row row) {
    return standings
        .of(row.id())
        .orElseGet(
            () ->
                row.dial() == null
                    ? new Standings.Standing(
                        Node.Status.OFFLINE, "it has not dialled since this panel started")
                    : new Standings.Standing(Node.Status.CONNECTING, "it is dialled just now"));
  }

  private static Node.Dialler dialler(NodeStore.Row row, @Nullable Link link) {
    if (row.dial() != null) {
      return Node.Dialler.PANEL;
    }
    return link != null && link.isLocal() ? Node.Dialler.NOBODY : Node.Dialler.DAEMON;
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

package dev.signalbox.panel.node;

import dev.signalbox.api.id.DaemonId;
import dev.signalbox.api.link.Link;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The links that are up. */
final class LinkedNodes {
  private final Map<DaemonId, Link> links = new ConcurrentHashMap<>();

  @Inject
  LinkedNodes() {}

  /** Puts a link in the place of any other of the same daemon. */
  void put(Link link) {
    links.put(link.hello().daemon(), link);
  }

  void remove(DaemonId daemon, Link link) {
    links.remove(daemon, link);
  }

  void removeAny(DaemonId daemon) {
    links.remove(daemon);
  }

  List<Link> all() {
    return List.copyOf(links.values());
  }

  Optional<Link> find(DaemonId daemon) {
    return Optional.ofNullable(links.get(daemon));
  }
}

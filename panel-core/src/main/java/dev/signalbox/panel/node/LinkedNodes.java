package dev.signalbox.panel.node;

import dev.signalbox.api.id.DaemonId;
import dev.signalbox.api.link.Link;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** The links that are up. */
final class LinkedNodes {
  private final Map<DaemonId, Link> links = new ConcurrentHashMap<>();
  private final Set<LinkListener> listeners;

  /** Held while one changes and is told of. */
  private final ReentrantLock changing = new ReentrantLock();

  @Inject
  LinkedNodes(Set<LinkListener> listeners) {
    this.listeners = Set.copyOf(listeners);
  }

  /** Puts a link in the place of any other of the same daemon. */
  void put(Link link) {
    DaemonId daemon = link.hello().daemon();
    changing.lock();
    try {
      if (links.put(daemon, link) != null) {
        listeners.forEach(listener -> listener.linkDown(daemon));
      }
      listeners.forEach(listener -> listener.linkUp(link));
    } finally {
      changing.unlock();
    }
  }

  /** Takes a link away; one that was replaced meanwhile is left alone, and false returned. */
  boolean remove(DaemonId daemon, Link link) {
    changing.lock();
    try {
      boolean removed = links.remove(daemon, link);
      if (removed) {
        listeners.forEach(listener -> listener.linkDown(daemon));
      }
      return removed;
    } finally {
      changing.unlock();
    }
  }

  /** Takes whatever link there is away, for good. */
  void forget(DaemonId daemon) {
    changing.lock();
    try {
      if (links.remove(daemon) != null) {
        listeners.forEach(listener -> listener.linkDown(daemon));
      }
      listeners.forEach(listener -> listener.forgotten(daemon));
    } finally {
      changing.unlock();
    }
  }

  List<Link> all() {
    return List.copyOf(links.values());
  }

  Optional<Link> find(DaemonId daemon) {
    return Optional.ofNullable(links.get(daemon));
  }
}

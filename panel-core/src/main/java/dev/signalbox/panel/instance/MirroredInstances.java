package dev.signalbox.panel.instance;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.id.DaemonId;
import dev.signalbox.api.instance.InstanceSnapshot;
import dev.signalbox.api.lifecycle.Managed;
import dev.signalbox.api.link.Link;
import dev.signalbox.api.routing.Workers;
import dev.signalbox.panel.event.PanelEvents;
import dev.signalbox.panel.history.HistoryService;
import dev.signalbox.panel.node.LinkListener;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;

/** Follows every daemon whose link is up. */
final class MirroredInstances implements InstanceOverview, LinkListener, Managed {
  private final PanelEvents events;
  private final HistoryService history;
  private final Workers workers;
  private final ScheduledExecutorService timer;
  private final Map<DaemonId, DaemonMirror> mirrors = new ConcurrentHashMap<>();
  private final Map<DaemonId, DaemonFollowing> followed = new ConcurrentHashMap<>();

  private final AtomicLong changes = new AtomicLong();
  private volatile Sorted sorted = new Sorted(-1, List.of());

  /** A list, and how many changes it knows of. */
  private record Sorted(long asOf, List<ListedInstance> items) {}

  @Inject
  MirroredInstances(
      PanelEvents events, HistoryService history, Workers workers, ScheduledExecutorService timer) {
    this.events = requireNonNull(events, "events");
    this.history = requireNonNull(history, "history");
    this.workers = requireNonNull(workers, "workers");
    this.timer = requireNonNull(timer, "timer");
  }

  @Override
  public void start() {}

  /** Ends what is followed while the database is still there. */
  @Override
  public void stop() {
    followed.values().forEach(DaemonFollowing::end);
  }

  @Override
  public List<InstanceSnapshot> list() {
    return sorted().stream().map(ListedInstance::snapshot).toList();
  }

  /** Returns them as they are listed. */
  List<ListedInstance> sorted() {
    // First: what changes meanwhile makes the list an old one.
    long now = changes.get();
    Sorted known = sorted;
    if (known.asOf() == now) {
      return known.items();
    }
    List<ListedInstance> all = new ArrayList<>();
    mirrors.values().forEach(mirror -> all.addAll(mirror.listed()));
    all.sort(Comparator.comparing(ListedInstance::key));
    sorted = new Sorted(now, List.copyOf(all));
    return all;
  }

  @Override
  public void linkUp(Link link) {
    DaemonId daemon = link.hello().daemon();
    DaemonMirror mirror =
        mirrors.computeIfAbsent(daemon, id -> new DaemonMirror(id, events, this::changed));
    DaemonFollowing following = new DaemonFollowing(link, mirror, history, workers, timer);
    followed.put(daemon, following);
    following.begin();
  }

  @Override
  public void linkDown(DaemonId daemon) {
    DaemonFollowing following = followed.remove(daemon);
    if (following != null) {
      following.end();
    }
  }

  @Override
  public void forgotten(DaemonId daemon) {
    mirrors.remove(daemon);
    changed();
  }

  private void changed() {
    changes.incrementAndGet();
  }
}

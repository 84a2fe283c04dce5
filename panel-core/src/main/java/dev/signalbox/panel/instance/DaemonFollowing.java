package dev.signalbox.panel.instance;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.id.DaemonId;
import dev.signalbox.api.id.InstanceId;
import dev.signalbox.api.instance.InstanceSnapshot;
import dev.signalbox.api.instance.InstanceUsage;
import dev.signalbox.api.link.DaemonEvent;
import dev.signalbox.api.link.DaemonEventSink;
import dev.signalbox.api.link.EventPosition;
import dev.signalbox.api.link.EventSubscription;
import dev.signalbox.api.link.Link;
import dev.signalbox.api.routing.Workers;
import dev.signalbox.panel.history.HistoryService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows a daemon for the time of one link: each event goes to the mirror at once and then into
 * the history, and is acknowledged when it is stored there. While too many wait to be stored, the
 * daemon waits with the next.
 */
final class DaemonFollowing implements DaemonEventSink {
  private static final Logger log = LoggerFactory.getLogger(DaemonFollowing.class);
  private static final int MOST_WAITING = 4096;
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final DaemonId daemon;
  private final Link link;
  private final DaemonMirror mirror;
  private final HistoryService history;
  private final Workers workers;
  private final ScheduledExecutorService timer;

  /** Held while the database is used, so that nothing is on its way there after the end. */
  private final ReentrantLock storing = new ReentrantLock();

  private final ReentrantLock lock = new ReentrantLock();

  // Only under the second lock.
  private final List<DaemonEvent> waiting = new ArrayList<>();
  private @Nullable EventPosition reached;
  private @Nullable EventPosition stored;
  private CompletableFuture<Void> room = CompletableFuture.completedFuture(null);
  private @Nullable EventSubscription subscription;
  private Duration pause = Duration.ofSeconds(1);
  private boolean writing;
  private boolean ended;

  DaemonFollowing(
      Link link,
      DaemonMirror mirror,
      HistoryService history,
      Workers workers,
      ScheduledExecutorService timer) {
    this.daemon = link.hello().daemon();
    this.link = requireNonNull(link, "link");
    this.mirror = requireNonNull(mirror, "mirror");
    this.history = requireNonNull(history, "history");
    this.workers = requireNonNull(workers, "workers");
    this.timer = requireNonNull(timer, "timer");
  }

  /** Goes on behind what is stored; blocks for the database. */
  void begin() {
    Optional<EventPosition> after;
    storing.lock();
    try {
      if (isEnded()) {
        return;
      }
      after = history.position(daemon);
    } catch (RuntimeException e) {
      later("daemon cannot be followed yet", this::begin, e);
      return;
    } finally {
      storing.unlock();
    }
    hold(link.events(after.orElse(null), this));
  }

  /** Stops; when this returns, nothing of this link reaches the mirror or the database any more. */
  void end() {
    EventSubscription held;
    CompletableFuture<Void> waited;
    lock.lock();
    try {
      ended = true;
      held = subscription;
      waited = room;
      waiting.clear();
    } finally {
      lock.unlock();
    }
    if (held != null) {
      held.close();
    }
    waited.complete(null);
    mirror.away();
    storing.lock();
    storing.unlock();
  }

  @Override
  public CompletionStage<Void> happened(List<DaemonEvent> events) {
    EventPosition last = events.get(events.size() - 1).position();
    return take(() -> mirror.happened(events), events, last);
  }

  @Override
  public CompletionStage<Void> caughtUp(EventPosition position, List<InstanceSnapshot> instances) {
    return take(() -> mirror.caughtUp(instances), List.of(), position);
  }

  @Override
  public CompletionStage<Void> used(Map<InstanceId, InstanceUsage> usage) {
    lock.lock();
    try {
      if (!ended) {
        mirror.used(usage);
      }
    } finally {
      lock.unlock();
    }
    return CompletableFuture.completedStage(null);
  }

  private void hold(EventSubscription begun) {
    EventPosition already;
    boolean over;
    lock.lock();
    try {
      subscription = begun;
      already = stored;
      over = ended;
    } finally {
      lock.unlock();
    }
    if (over) {
      begun.close();
    } else if (already != null) {
      begun.acknowledge(already);
    }
  }

  private CompletionStage<Void> take(
      Runnable intoMirror, List<DaemonEvent> events, EventPosition position) {
    lock.lock();
    try {
      if (ended) {
        return CompletableFuture.completedStage(null);
      }
      intoMirror.run();
      waiting.addAll(events);
      reached = position;
      if (waiting.size() >= MOST_WAITING && room.isDone()) {
        room = new CompletableFuture<>();
      }
      if (!writing) {
        writing = true;
        workers.execute(this::write);
      }
      return room;
    } finally {
      lock.unlock();
    }
  }

  /** Stores what waits, and what comes meanwhile. */
  private void write() {
    storing.lock();
    try {
      while (true) {
        List<DaemonEvent> events;
        EventPosition position;
        lock.lock();
        try {
          position = reached;
          if (ended || position == null || position.equals(stored)) {
            writing = false;
            return;
          }
          events = List.copyOf(waiting);
        } finally {
          lock.unlock();
        }
        history.store(daemon, events, position);
        stored(events.size(), position);
      }
    } catch (RuntimeException e) {
      later("events cannot be stored yet", this::write, e);
    } finally {
      storing.unlock();
    }
  }

  private void stored(int count, EventPosition position) {
    EventSubscription told;
    CompletableFuture<Void> done;
    lock.lock();
    try {
      if (ended) {
        return;
      }
      waiting.subList(0, count).clear();
      stored = position;
      pause = Duration.ofSeconds(1);
      told = subscription;
      done = room;
    } finally {
      lock.unlock();
    }
    if (told != null) {
      told.acknowledge(position);
    }
    done.complete(null);
  }

  private void later(String what, Runnable again, RuntimeException failure) {
    Duration wait;
    lock.lock();
    try {
      if (ended) {
        return;
      }
      wait = pause;
      Duration doubled = pause.multipliedBy(2);
      pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    } finally {
      lock.unlock();
    }
    log.warn("{} daemon={} again={}", what, daemon, wait, failure);
    timer.schedule(() -> workers.execute(again), wait.toMillis(), TimeUnit.MILLISECONDS);
  }

  private boolean isEnded() {
    lock.lock();
    try {
      return ended;
    } finally {
      lock.unlock();
    }
  }
}

package dev.signalbox.panel.event;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.id.BootId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The newest event about each subject, by number. A listener is a cursor in it, so that a slow one
 * costs no memory and skips what has become old meanwhile. Safe for any thread.
 */
final class EventRing implements PanelEvents {
  /** An event in its place. */
  record Numbered(long seq, Instant at, PanelEvent event) {}

  private final int capacity;
  private final InstantSource clock;
  private final BootId boot = BootId.random();
  private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
  private final NavigableMap<Long, Numbered> kept = new ConcurrentSkipListMap<>();
  private final ReentrantLock lock = new ReentrantLock();
  private volatile long last;
  private volatile long forgotten;

  // Only under the lock.
  private final Map<String, Long> newest = new HashMap<>();

  /**
   * @param capacity about how many subjects it remembers
   */
  EventRing(int capacity, InstantSource clock) {
    this.capacity = capacity;
    this.clock = requireNonNull(clock, "clock");
  }

  /** Returns what tells these numbers from those of another run of the panel. */
  BootId boot() {
    return boot;
  }

  /** Returns the number of the newest event; 0 before the first. */
  long last() {
    return last;
  }

  /**
   * Says whether whoever has all events up to that number can go on from it, that is, whether the
   * newest event about each subject that changed since is here.
   */
  boolean reaches(long seq) {
    return seq >= forgotten && seq <= last;
  }

  /** Returns the first event behind a number; null where there is none. */
  @Nullable Numbered after(long seq) {
    Map.Entry<Long, Numbered> entry = kept.higherEntry(seq);
    return entry == null ? null : entry.getValue();
  }

  /** Has it called after each event, on the thread that published; it must be quick. */
  void watch(Runnable watcher) {
    watchers.add(requireNonNull(watcher, "watcher"));
  }

  @Override
  public void publish(PanelEvent event) {
    lock.lock();
    try {
      long seq = last + 1;
      Long before = newest.put(event.subject(), seq);
      kept.put(seq, new Numbered(seq, clock.instant(), event));
      last = seq;
      if (before != null) {
        kept.remove(before);
      } else if (newest.size() > capacity) {
        forgetOldest();
      }
    } finally {
      lock.unlock();
    }
    watchers.forEach(Runnable::run);
  }

  private void forgetOldest() {
    Map.Entry<Long, Numbered> oldest = kept.firstEntry();
    // First the mark: who reads in between is told too often rather than too rarely.
    forgotten = oldest.getKey();
    kept.remove(oldest.getKey());
    newest.remove(oldest.getValue().event().subject());
  }
}

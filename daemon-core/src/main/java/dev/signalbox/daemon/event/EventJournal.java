package dev.signalbox.daemon.event;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.id.BootId;
import dev.signalbox.api.link.DaemonEvent;
import dev.signalbox.api.link.EventPosition;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Numbers what happens under one lock, so that everybody sees one order; all of it goes to the
 * spool, and the newest stays in memory as well. So who keeps up reads no file, and is told of what
 * a full disk does not take. Safe for any thread.
 */
final class EventJournal implements AutoCloseable {
  private static final int RECENT = 256;

  private final BootId boot;
  private final EventSpool spool;
  private final ReentrantLock lock = new ReentrantLock();

  // Only under the lock.
  private final Deque<DaemonEvent> recent = new ArrayDeque<>();
  private long seq;

  EventJournal(BootId boot, EventSpool spool) {
    this.boot = requireNonNull(boot, "boot");
    this.spool = requireNonNull(spool, "spool");
  }

  void append(Instant at, DaemonEvent.Change change) {
    lock.lock();
    try {
      seq++;
      DaemonEvent event = new DaemonEvent(new EventPosition(boot, seq), at, change);
      spool.append(event);
      recent.addLast(event);
      if (recent.size() > RECENT) {
        recent.removeFirst();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Returns a place behind a position; see {@code DaemonEvents.follow}. */
  JournalReader reader(@Nullable EventPosition after) {
    boolean ahead = after != null && after.boot().equals(boot) && after.seq() > end().seq();
    return new JournalReader(this, spool, ahead ? null : after);
  }

  /** Says whether memory holds everything behind a position. */
  boolean isRecent(@Nullable EventPosition position) {
    lock.lock();
    try {
      return position != null && position.boot().equals(boot) && position.seq() >= floor().seq();
    } finally {
      lock.unlock();
    }
  }

  /** Returns what memory holds behind a position; null where it does not hold everything. */
  @Nullable List<DaemonEvent> recentAfter(@Nullable EventPosition position) {
    lock.lock();
    try {
      return position != null && isRecent(position)
          ? recent.stream().filter(event -> event.position().seq() > position.seq()).toList()
          : null;
    } finally {
      lock.unlock();
    }
  }

  /** Returns the position behind which memory holds everything. */
  EventPosition floor() {
    lock.lock();
    try {
      return new EventPosition(boot, seq - recent.size());
    } finally {
      lock.unlock();
    }
  }

  EventPosition end() {
    lock.lock();
    try {
      return new EventPosition(boot, seq);
    } finally {
      lock.unlock();
    }
  }

  /** Asks something while nothing can happen; returns null where a position is not the end. */
  <T> @Nullable T atEnd(EventPosition position, Supplier<T> question) {
    lock.lock();
    try {
      return position.equals(end()) ? question.get() : null;
    } finally {
      lock.unlock();
    }
  }

  void acknowledge(EventPosition position) {
    spool.acknowledge(position);
  }

  @Override
  public void close() {
    spool.close();
  }
}

package dev.signalbox.daemon.event;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.id.InstanceId;
import dev.signalbox.api.instance.InstanceSnapshot;
import dev.signalbox.api.instance.InstanceUsage;
import dev.signalbox.api.link.DaemonEvent;
import dev.signalbox.api.link.DaemonEventSink;
import dev.signalbox.api.link.EventPosition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the journal for one sink, a call at a time. It holds nothing for a sink that is slow but
 * its place and the newest figures.
 */
final class Follower {
  private static final Logger log = LoggerFactory.getLogger(Follower.class);
  private static final CompletionStage<Void> DONE = CompletableFuture.completedStage(null);

  private final EventJournal journal;
  private final JournalReader reader;
  private final DaemonEventSink sink;
  private final Supplier<List<InstanceSnapshot>> instances;
  private final Executor workers;

  /** How often there was reason to look since the last look that found nothing. */
  private final AtomicInteger reasons = new AtomicInteger();

  /** Held during each call, so that none begins once this is closed. */
  private final ReentrantLock calling = new ReentrantLock();

  // Only under the lock.
  private Map<InstanceId, InstanceUsage> usage = Map.of();
  private boolean caughtUp;
  private boolean closed;

  Follower(
      EventJournal journal,
      @Nullable EventPosition after,
      DaemonEventSink sink,
      Supplier<List<InstanceSnapshot>> instances,
      Executor workers) {
    this.journal = requireNonNull(journal, "journal");
    this.reader = journal.reader(after);
    this.sink = requireNonNull(sink, "sink");
    this.instances = requireNonNull(instances, "instances");
    this.workers = requireNonNull(workers, "workers");
  }

  /** Tells, on the thread of the caller as long as the sink is done at once. */
  void begin() {
    if (reasons.getAndIncrement() == 0) {
      proceed();
    }
  }

  /** Has a look at what is new; on the thread of the caller only where that needs no file. */
  void wake() {
    if (reasons.getAndIncrement() > 0) {
      return;
    }
    if (reader.keepsUp()) {
      proceed();
    } else {
      workers.execute(this::proceed);
    }
  }

  /** Takes figures, which replace those that were not told yet. */
  void used(Map<InstanceId, InstanceUsage> figures) {
    calling.lock();
    try {
      Map<InstanceId, InstanceUsage> newest = new HashMap<>(usage);
      newest.putAll(figures);
      usage = newest;
    } finally {
      calling.unlock();
    }
    wake();
  }

  void close() {
    calling.lock();
    try {
      closed = true;
    } finally {
      calling.unlock();
    }
  }

  private void proceed() {
    while (true) {
      int seen = reasons.get();
      CompletionStage<Void> told = tell();
      if (told == null) {
        if (reasons.compareAndSet(seen, 0)) {
          return;
        }
        continue;
      }
      CompletableFuture<Void> done = told.toCompletableFuture();
      if (!done.isDone()) {
        done.whenComplete(
            (nothing, failure) -> {
              note(failure);
              workers.execute(this::proceed);
            });
        return;
      }
      done.whenComplete((nothing, failure) -> note(failure));
    }
  }

  /** Makes the next call; returns null where there is nothing to tell. */
  private @Nullable CompletionStage<Void> tell() {
    calling.lock();
    try {
      if (closed) {
        return null;
      }
      List<DaemonEvent> events = reader.next();
      if (!events.isEmpty()) {
        return called(() -> sink.happened(events));
      }
      if (!caughtUp) {
        return catchUp();
      }
      Map<InstanceId, InstanceUsage> newest = usage;
      usage = Map.of();
      return newest.isEmpty() ? null : called(() -> sink.used(Map.copyOf(newest)));
    } finally {
      calling.unlock();
    }
  }

  private CompletionStage<Void> catchUp() {
    List<InstanceSnapshot> all = journal.atEnd(reader.last(), instances);
    if (all == null) {
      return DONE;
    }
    caughtUp = true;
    usage = Map.of();
    return called(() -> sink.caughtUp(reader.last(), all));
  }

  private static CompletionStage<Void> called(Supplier<CompletionStage<Void>> call) {
    try {
      return call.get();
    } catch (RuntimeException e) {
      return CompletableFuture.failedStage(e);
    }
  }

  private static void note(@Nullable Throwable failure) {
    if (failure != null) {
      log.error("event sink failed", failure);
    }
  }
}

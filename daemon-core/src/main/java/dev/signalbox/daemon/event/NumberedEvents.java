package dev.signalbox.daemon.event;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.id.InstanceId;
import dev.signalbox.api.instance.InstanceSnapshot;
import dev.signalbox.api.instance.InstanceUsage;
import dev.signalbox.api.link.DaemonEvent;
import dev.signalbox.api.link.DaemonEventSink;
import dev.signalbox.api.link.EventPosition;
import dev.signalbox.api.link.EventSubscription;
import dev.signalbox.daemon.identity.DaemonIdentity;
import dev.signalbox.daemon.instance.InstanceEvents;
import dev.signalbox.daemon.instance.InstanceListener;
import dev.signalbox.daemon.instance.InstanceService;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives what instances go through its number and tells it under one lock, so that everybody sees
 * one order; and looks every two seconds at what they use.
 */
final class NumberedEvents implements DaemonEvents, InstanceListener {
  private static final Logger log = LoggerFactory.getLogger(NumberedEvents.class);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

  private final InstanceService instances;
  private final InstanceEvents source;
  private final DaemonIdentity identity;
  private final Executor workers;
  private final ScheduledExecutorService timer;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final List<DaemonEventSink> sinks = new CopyOnWriteArrayList<>();
  private InstanceEvents.@Nullable Listening listening;
  private @Nullable Future<?> looking;

  // Only under the lock.
  private long seq;
  private Map<InstanceId, InstanceUsage> usage = Map.of();

  NumberedEvents(
      InstanceService instances,
      InstanceEvents source,
      DaemonIdentity identity,
      Executor workers,
      ScheduledExecutorService timer,
      InstantSource clock) {
    this.instances = requireNonNull(instances, "instances");
    this.source = requireNonNull(source, "source");
    this.identity = requireNonNull(identity, "identity");
    this.workers = requireNonNull(workers, "workers");
    this.timer = requireNonNull(timer, "timer");
    this.clock = requireNonNull(clock, "clock");
  }

  @Override
  public void start() {
    listening = source.listen(this);
    long millis = LOOK_EVERY.toMillis();
    looking =
        timer.scheduleWithFixedDelay(
            () -> workers.execute(this::look), millis, millis, TimeUnit.MILLISECONDS);
  }

  @Override
  public void stop() {
    if (looking != null) {
      looking.cancel(false);
    }
    if (listening != null) {
      listening.close();
    }
  }

  @Override
  public EventSubscription follow(@Nullable EventPosition after, DaemonEventSink sink) {
    lock.lock();
    try {
      sink.caughtUp(position(), instances.list());
      sinks.add(sink);
    } finally {
      lock.unlock();
    }
    return new EventSubscription() {
      @Override
      public void acknowledge(EventPosition position) {
        // Nothing is kept, so there is nothing to let go.
      }

      @Override
      public void close() {
        lock.lock();
        try {
          sinks.remove(sink);
        } finally {
          lock.unlock();
        }
      }
    };
  }

  @Override
  public void changed(InstanceSnapshot instance) {
    happened(new DaemonEvent.InstanceChanged(instance));
  }

  @Override
  public void removed(InstanceId instance) {
    happened(new DaemonEvent.InstanceRemoved(instance));
  }

  private void happened(DaemonEvent.Change change) {
    lock.lock();
    try {
      seq++;
      DaemonEvent event = new DaemonEvent(position(), clock.instant(), change);
      tell(sink -> sink.happened(List.of(event)));
    } finally {
      lock.unlock();
    }
  }

  /** Asks the instances before it takes the lock: that is many small files to read. */
  private void look() {
    if (sinks.isEmpty()) {
      return;
    }
    Map<InstanceId, InstanceUsage> now = new HashMap<>();
    instances.list().forEach(instance -> now.put(instance.id(), instance.usage()));
    lock.lock();
    try {
      Map<InstanceId, InstanceUsage> changed = new HashMap<>(now);
      changed.entrySet().removeAll(usage.entrySet());
      usage = now;
      if (!changed.isEmpty()) {
        tell(sink -> sink.used(Map.copyOf(changed)));
      }
    } finally {
      lock.unlock();
    }
  }

  private void tell(Consumer<DaemonEventSink> what) {
    for (DaemonEventSink sink : sinks) {
      try {
        what.accept(sink);
      } catch (RuntimeException e) {
        log.error("event sink failed", e);
      }
    }
  }

  private EventPosition position() {
    return new EventPosition(identity.boot(), seq);
  }
}

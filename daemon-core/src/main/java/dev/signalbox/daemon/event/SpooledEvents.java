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
import java.nio.file.Path;
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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes what instances go through into the journal, whether or not anybody follows, and looks
 * every two seconds at what they use while somebody does.
 */
final class SpooledEvents implements DaemonEvents, InstanceListener {
  private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

  private final Path directory;
  private final SpoolLimits limits;
  private final Supplier<List<InstanceSnapshot>> instances;
  private final InstanceEvents source;
  private final DaemonIdentity identity;
  private final Executor workers;
  private final ScheduledExecutorService timer;
  private final InstantSource clock;
  private final List<Follower> followers = new CopyOnWriteArrayList<>();
  private @Nullable EventJournal journal;
  private InstanceEvents.@Nullable Listening listening;
  private @Nullable Future<?> looking;

  private final ReentrantLock figures = new ReentrantLock();
  private Map<InstanceId, InstanceUsage> usage = Map.of();

  /**
   * @param instances tells how all instances are just now
   */
  SpooledEvents(
      Path directory,
      SpoolLimits limits,
      Supplier<List<InstanceSnapshot>> instances,
      InstanceEvents source,
      DaemonIdentity identity,
      Executor workers,
      ScheduledExecutorService timer,
      InstantSource clock) {
    this.directory = requireNonNull(directory, "directory");
    this.limits = requireNonNull(limits, "limits");
    this.instances = requireNonNull(instances, "instances");
    this.source = requireNonNull(source, "source");
    this.identity = requireNonNull(identity, "identity");
    this.workers = requireNonNull(workers, "workers");
    this.timer = requireNonNull(timer, "timer");
    this.clock = requireNonNull(clock, "clock");
  }

  @Override
  public void start() {
    journal =
        new EventJournal(identity.boot(), EventSpool.open(directory, identity.boot(), limits));
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
    followers.forEach(Follower::close);
    if (journal != null) {
      journal.close();
    }
  }

  @Override
  public EventSubscription follow(@Nullable EventPosition after, DaemonEventSink sink) {
    Follower follower = new Follower(journal(), after, sink, instances, workers);
    followers.add(follower);
    follower.begin();
    return new EventSubscription() {
      @Override
      public void acknowledge(EventPosition position) {
        journal().acknowledge(position);
      }

      @Override
      public void close() {
        followers.remove(follower);
        follower.close();
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
    journal().append(clock.instant(), change);
    followers.forEach(Follower::wake);
  }

  /** Looks at what instances use; the timer does so by itself. */
  void look() {
    if (followers.isEmpty()) {
      return;
    }
    figures.lock();
    try {
      Map<InstanceId, InstanceUsage> now = new HashMap<>();
      instances.get().forEach(instance -> now.put(instance.id(), instance.usage()));
      Map<InstanceId, InstanceUsage> changed = new HashMap<>(now);
      changed.entrySet().removeAll(usage.entrySet());
      usage = now;
      if (!changed.isEmpty()) {
        followers.forEach(follower -> follower.used(changed));
      }
    } finally {
      figures.unlock();
    }
  }

  private EventJournal journal() {
    return requireNonNull(journal, "journal");
  }
}

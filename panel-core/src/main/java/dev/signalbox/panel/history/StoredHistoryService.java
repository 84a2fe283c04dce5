package dev.signalbox.panel.history;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.id.DaemonId;
import dev.signalbox.api.link.DaemonEvent;
import dev.signalbox.api.link.EventPosition;
import dev.signalbox.api.routing.Page;
import dev.signalbox.api.routing.Workers;
import dev.signalbox.panel.access.InstanceScope;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps events as rows, and deletes old ones each hour and after many new ones. */
final class StoredHistoryService implements HistoryService {
  private static final Logger log = LoggerFactory.getLogger(StoredHistoryService.class);
  private static final Duration LONGEST = Duration.ofDays(90);
  private static final int MOST = 200_000;
  private static final int PRUNE_AFTER = 10_000;
  private static final Comparator<HistoryEntry> NEWEST_FIRST =
      Comparator.comparing(HistoryEntry::at)
          .thenComparingLong(entry -> Long.parseLong(entry.id()))
          .reversed();

  private final HistoryTable table;
  private final Workers workers;
  private final ScheduledExecutorService timer;
  private final InstantSource clock;
  private final Counter skipped;

  /** How many were stored since the last look for old ones. */
  private final Map<DaemonId, Integer> stored = new ConcurrentHashMap<>();

  private @Nullable Future<?> pruning;

  @Inject
  StoredHistoryService(
      HistoryTable table,
      Workers workers,
      ScheduledExecutorService timer,
      InstantSource clock,
      MeterRegistry registry) {
    this.table = requireNonNull(table, "table");
    this.workers = requireNonNull(workers, "workers");
    this.timer = requireNonNull(timer, "timer");
    this.clock = requireNonNull(clock, "clock");
    this.skipped =
        Counter.builder("signalbox.events.skipped")
            .description("Events of daemons that could not be stored and were passed over")
            .register(registry);
  }

  @Override
  public void start() {
    pruning =
        timer.scheduleWithFixedDelay(
            () -> workers.execute(this::pruneAll), 1, 60, TimeUnit.MINUTES);
  }

  @Override
  public void stop() {
    if (pruning != null) {
      pruning.cancel(false);
    }
  }

  @Override
  public Optional<EventPosition> position(DaemonId daemon) {
    return table.position(daemon);
  }

  @Override
  public void store(DaemonId daemon, List<DaemonEvent> events, EventPosition reached) {
    try {
      table.store(daemon, events, reached);
    } catch (RuntimeException e) {
      if (events.isEmpty()) {
        throw e;
      }
      events.forEach(event -> storeOrSkip(daemon, event));
      table.store(daemon, List.of(), reached);
    }
    if (stored.merge(daemon, events.size(), Integer::sum) >= PRUNE_AFTER) {
      prune(daemon);
    }
  }

  /** Passes an event over only where the position alone can be stored. */
  private void storeOrSkip(DaemonId daemon, DaemonEvent event) {
    try {
      table.store(daemon, List.of(event), event.position());
    } catch (RuntimeException e) {
      table.store(daemon, List.of(), event.position());
      skipped.increment();
      log.error("event skipped that cannot be stored daemon={} {}", daemon, event.position(), e);
    }
  }

  @Override
  public Page<HistoryEntry> find(HistoryQuery query, int limit, @Nullable String cursor) {
    HistoryTable.Place before = cursor == null ? null : place(cursor);
    List<HistoryEntry> found = new ArrayList<>();
    query
        .instances()
        .forEach(
            (daemon, scope) -> {
              if (!scope.equals(InstanceScope.only(Set.of()))) {
                found.addAll(table.find(daemon, scope, query, before, limit + 1));
              }
            });
    found.sort(NEWEST_FIRST);
    return Page.of(
        found.subList(0, Math.min(found.size(), limit + 1)),
        limit,
        entry -> entry.at() + "_" + entry.id());
  }

  private void pruneAll() {
    try {
      table.followed().forEach(this::prune);
    } catch (RuntimeException e) {
      log.error("history not pruned", e);
    }
  }

  private void prune(DaemonId daemon) {
    stored.remove(daemon);
    int deleted = table.prune(daemon, clock.instant().minus(LONGEST), MOST);
    if (deleted > 0) {
      log.info("history pruned daemon={} entries={}", daemon, deleted);
    }
  }

  private static HistoryTable.Place place(String cursor) {
    String[] parts = cursor.split("_", 2);
    try {
      return new HistoryTable.Place(Instant.parse(parts[0]), Long.parseLong(parts[1]));
    } catch (DateTimeException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
      throw SignalboxException.invalid("cursor", "cursor: (expected: the next of an earlier part)");
    }
  }
}

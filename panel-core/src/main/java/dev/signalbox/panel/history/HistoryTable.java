package dev.signalbox.panel.history;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.id.BootId;
import dev.signalbox.api.id.DaemonId;
import dev.signalbox.api.id.InstanceId;
import dev.signalbox.api.instance.InstanceExit;
import dev.signalbox.api.instance.InstanceSnapshot;
import dev.signalbox.api.instance.InstanceState;
import dev.signalbox.api.json.Json;
import dev.signalbox.api.link.DaemonEvent;
import dev.signalbox.api.link.EventPosition;
import dev.signalbox.panel.access.InstanceScope;
import dev.signalbox.panel.database.Database;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** The rows of the history. Every call blocks. */
final class HistoryTable {
  private static final int LONGEST_SIGNAL = 64;
  private static final int LONGEST_REASON = 1000;

  /** Where an entry stands in the order, the newest first. */
  record Place(Instant at, long id) {}

  private final Database database;

  @Inject
  HistoryTable(Database database) {
    this.database = requireNonNull(database, "database");
  }

  Optional<EventPosition> position(DaemonId daemon) {
    return database.read(
        handle ->
            handle
                .createQuery("SELECT boot, seq FROM followed_daemons WHERE daemon_id = :daemon")
                .bind("daemon", daemon.value())
                .map(
                    (row, context) ->
                        new EventPosition(new BootId(row.getString("boot")), row.getLong("seq")))
                .findOne());
  }

  List<DaemonId> followed() {
    return database.read(
        handle ->
            handle
                .createQuery("SELECT daemon_id FROM followed_daemons")
                .map((row, context) -> new DaemonId(row.getString("daemon_id")))
                .list());
  }

  /** Inserts what is not there yet and moves the position, in one transaction. */
  void store(DaemonId daemon, List<DaemonEvent> events, EventPosition reached) {
    database.change(
        handle -> {
          insert(handle, daemon, fresh(handle, daemon, events));
          move(handle, daemon, reached);
        });
  }

  /** Returns entries of one daemon, the newest first. */
  List<HistoryEntry> find(
      DaemonId daemon, InstanceScope scope, HistoryQuery query, @Nullable Place before, int most) {
    List<String> instances =
        scope instanceof InstanceScope.Only only
            ? only.instances().stream().map(InstanceId::value).toList()
            : List.of();
    String sql =
        "SELECT id, at, instance_id, kind, state, exit_code, exit_signal, exit_reason FROM history"
            + " WHERE daemon_id = :daemon"
            + (instances.isEmpty() ? "" : " AND instance_id IN (<instances>)")
            + (query.from() == null ? "" : " AND at >= :from")
            + (query.to() == null ? "" : " AND at < :to")
            + (before == null ? "" : " AND at <= :at AND (at < :at OR id < :id)")
            + " ORDER BY at DESC, id DESC LIMIT :most";
    return database.read(
        handle -> {
          Query select = handle.createQuery(sql).bind("daemon", daemon.value()).bind("most", most);
          if (!instances.isEmpty()) {
            select.bindList("instances", instances);
          }
          if (query.from() != null) {
            select.bind("from", query.from());
          }
          if (query.to() != null) {
            select.bind("to", query.to());
          }
          if (before != null) {
            select.bind("at", before.at()).bind("id", before.id());
          }
          return select.map(row -> entry(daemon, row)).list();
        });
  }

  /**
   * Deletes what is older than an instant, and the oldest beyond a number.
   *
   * @return how many
   */
  int prune(DaemonId daemon, Instant oldest, int most) {
    Optional<Place> first =
        database.read(
            handle ->
                handle
                    .createQuery(
                        "SELECT at, id FROM history WHERE daemon_id = :daemon"
                            + " ORDER BY at DESC, id DESC LIMIT 1 OFFSET :most")
                    .bind("daemon", daemon.value())
                    .bind("most", most)
                    .map(HistoryTable::place)
                    .findOne());
    return database.write(
        handle -> {
          int deleted =
              handle
                  .createUpdate("DELETE FROM history WHERE daemon_id = :daemon AND at < :oldest")
                  .bind("daemon", daemon.value())
                  .bind("oldest", oldest)
                  .execute();
          if (first.isEmpty()) {
            return deleted;
          }
          return deleted
              + handle
                  .createUpdate(
                      "DELETE FROM history WHERE daemon_id = :daemon AND at <= :at"
                          + " AND (at < :at OR id <= :id)")
                  .bind("daemon", daemon.value())
                  .bind("at", first.get().at())
                  .bind("id", first.get().id())
                  .execute();
        });
  }

  private static List<DaemonEvent> fresh(Handle handle, DaemonId daemon, List<DaemonEvent> events) {
    Map<BootId, LongSummaryStatistics> ranges =
        events.stream()
            .map(DaemonEvent::position)
            .collect(
                Collectors.groupingBy(
                    EventPosition::boot, Collectors.summarizingLong(EventPosition::seq)));
    Set<EventPosition> known = new HashSet<>();
    ranges.forEach(
        (boot, range) ->
            handle
                .createQuery(
                    "SELECT seq FROM history WHERE daemon_id = :daemon AND boot = :boot"
                        + " AND seq BETWEEN :first AND :last")
                .bind("daemon", daemon.value())
                .bind("boot", boot.value())
                .bind("first", range.getMin())
                .bind("last", range.getMax())
                .mapTo(Long.class)
                .forEach(seq -> known.add(new EventPosition(boot, seq))));
    return events.stream().filter(event -> known.add(event.position())).toList();
  }

  private static void insert(Handle handle, DaemonId daemon, List<DaemonEvent> events) {
    if (events.isEmpty()) {
      return;
    }
    PreparedBatch batch =
        handle.prepareBatch(
            "INSERT INTO history (daemon_id, boot, seq, instance_id, at, kind, state, exit_code,"
                + " exit_signal, exit_reason) VALUES (:daemon, :boot, :seq, :instance, :at, :kind,"
                + " :state, :code, :signal, :reason)");
    for (DaemonEvent event : events) {
      InstanceSnapshot changed =
          event.change() instanceof DaemonEvent.InstanceChanged of ? of.instance() : null;
      InstanceExit exit = changed == null ? null : changed.exit();
      batch
          .bind("daemon", daemon.value())
          .bind("boot", event.position().boot().value())
          .bind("seq", event.position().seq())
          .bind("instance", instance(event.change()).value())
          .bind("at", event.at())
          .bind("kind", Json.wireName(kind(event.change())))
          .bind("state", changed == null ? null : changed.state().wireName())
          .bind("code", exit == null ? null : exit.code())
          .bind("signal", exit == null ? null : cut(exit.signal(), LONGEST_SIGNAL))
          .bind("reason", exit == null ? null : cut(exit.reason(), LONGEST_REASON))
          .add();
    }
    batch.execute();
  }

  private static InstanceId instance(DaemonEvent.Change change) {
    return change instanceof DaemonEvent.InstanceChanged of
        ? of.instance().id()
        : ((DaemonEvent.InstanceRemoved) change).instance();
  }

  private static HistoryEntry.Kind kind(DaemonEvent.Change change) {
    return change instanceof DaemonEvent.InstanceChanged
        ? HistoryEntry.Kind.CHANGED
        : HistoryEntry.Kind.REMOVED;
  }

  private static void move(Handle handle, DaemonId daemon, EventPosition reached) {
    for (String sql :
        List.of(
            "UPDATE followed_daemons SET boot = :boot, seq = :seq WHERE daemon_id = :daemon",
            "INSERT INTO followed_daemons (daemon_id, boot, seq) VALUES (:daemon, :boot, :seq)")) {
      int changed =
          handle
              .createUpdate(sql)
              .bind("daemon", daemon.value())
              .bind("boot", reached.boot().value())
              .bind("seq", reached.seq())
              .execute();
      if (changed == 1) {
        return;
      }
    }
  }

  private static HistoryEntry entry(DaemonId daemon, RowView row) {
    String state = row.getColumn("state", String.class);
    Integer code = row.getColumn("exit_code", Integer.class);
    String signal = row.getColumn("exit_signal", String.class);
    String reason = row.getColumn("exit_reason", String.class);
    boolean ended = code != null || signal != null || reason != null;
    return new HistoryEntry(
        Long.toString(row.getColumn("id", Long.class)),
        row.getColumn("at", Instant.class),
        daemon,
        new InstanceId(row.getColumn("instance_id", String.class)),
        Json.constant(HistoryEntry.Kind.class, row.getColumn("kind", String.class)),
        state == null ? null : Json.constant(InstanceState.class, state),
        ended ? new HistoryEntry.Exit(code, signal, reason) : null);
  }

  private static Place place(RowView row) {
    return new Place(row.getColumn("at", Instant.class), row.getColumn("id", Long.class));
  }

  private static @Nullable String cut(@Nullable String text, int length) {
    if (text == null) {
      return null;
    }
    // PostgreSQL keeps no NUL in a text.
    String clean = text.replace('\0', '\uFFFD');
    return clean.length() <= length ? clean : clean.substring(0, length);
  }
}

package dev.signalbox.panel.audit;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.id.DaemonId;
import dev.signalbox.api.id.InstanceId;
import dev.signalbox.api.id.UserId;
import dev.signalbox.api.json.Json;
import dev.signalbox.api.routing.Page;
import dev.signalbox.panel.database.Database;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.result.RowView;
import org.jspecify.annotations.Nullable;

/** Keeps entries as rows that nothing changes or removes. */
final class StoredAuditService implements AuditService {
  private static final int LONGEST_NAME = 64;
  private static final int LONGEST_VALUE = 512;
  private static final int LONGEST_DETAIL = 4000;

  private final Database database;

  @Inject
  StoredAuditService(Database database) {
    this.database = requireNonNull(database, "database");
  }

  @Override
  public void record(AuditEntry entry) {
    UserId actor = entry.actor();
    DaemonId daemon = entry.daemon();
    InstanceId instance = entry.instance();
    database.change(
        handle ->
            handle
                .createUpdate(
                    "INSERT INTO audit_entries (at, actor_id, actor_name, action, daemon_id,"
                        + " instance_id, status, detail, address) VALUES (:at, :actor,"
                        + " :actorName, :action, :daemon, :instance, :status, :detail, :address)")
                .bind("at", entry.at())
                .bind("actor", actor == null ? null : actor.value())
                .bind("actorName", cut(entry.actorName(), LONGEST_NAME))
                .bind("action", cut(entry.action(), LONGEST_NAME))
                .bind("daemon", daemon == null ? null : daemon.value())
                .bind("instance", instance == null ? null : instance.value())
                .bind("status", entry.status())
                .bind("detail", detail(entry.detail()))
                .bind("address", cut(entry.address(), LONGEST_NAME))
                .execute());
  }

  /** Writes the detail as JSON; what no longer fits is left out as a whole. */
  private static String detail(Map<String, String> detail) {
    Map<String, String> kept = new TreeMap<>();
    String text = "{}";
    for (Map.Entry<String, String> member : new TreeMap<>(detail).entrySet()) {
      kept.put(member.getKey(), cut(member.getValue(), LONGEST_VALUE));
      String longer = Json.write(kept);
      if (longer.length() > LONGEST_DETAIL) {
        return text;
      }
      text = longer;
    }
    return text;
  }

  private static String cut(String text, int length) {
    // PostgreSQL keeps no NUL in a text.
    String clean = text.replace('\0', '\uFFFD');
    return clean.length() <= length ? clean : clean.substring(0, length);
  }

  @Override
  public Page<Numbered> find(AuditQuery query, int limit, @Nullable String cursor) {
    Map<String, Object> bound = new LinkedHashMap<>();
    String where = String.join(" AND ", conditions(query, cursor, bound));
    List<Numbered> found =
        database.read(
            handle ->
                handle
                    .createQuery(
                        "SELECT id, at, actor_id, actor_name, action, daemon_id, instance_id,"
                            + " status, detail, address FROM audit_entries WHERE "
                            + where
                            + " ORDER BY id DESC LIMIT :limit")
                    .bind("limit", limit + 1)
                    .bindMap(bound)
                    .map(StoredAuditService::row)
                    .list());
    return Page.of(found, limit, numbered -> Long.toString(numbered.number()));
  }

  private static List<String> conditions(
      AuditQuery query, @Nullable String cursor, Map<String, Object> bound) {
    DaemonId daemon = query.daemon();
    InstanceId instance = query.instance();
    List<String> conditions = new ArrayList<>();
    narrow("id < :before", "before", before(cursor), conditions, bound);
    narrow("(actor_id = :actor OR actor_name = :actor)", "actor", query.actor(), conditions, bound);
    narrow("action = :action", "action", query.action(), conditions, bound);
    narrow(
        "daemon_id = :daemon", "daemon", daemon == null ? null : daemon.value(), conditions, bound);
    narrow(
        "instance_id = :instance",
        "instance",
        instance == null ? null : instance.value(),
        conditions,
        bound);
    narrow("at >= :from", "from", query.from(), conditions, bound);
    narrow("at < :to", "to", query.to(), conditions, bound);
    return conditions;
  }

  private static void narrow(
      String condition,
      String name,
      @Nullable Object value,
      List<String> conditions,
      Map<String, Object> bound) {
    if (value != null) {
      conditions.add(condition);
      bound.put(name, value);
    }
  }

  private static long before(@Nullable String cursor) {
    if (cursor == null) {
      return Long.MAX_VALUE;
    }
    if (!cursor.matches("[0-9]{1,18}")) {
      throw SignalboxException.invalid("cursor", "cursor: (expected: the next of an earlier part)");
    }
    return Long.parseLong(cursor);
  }

  private static Numbered row(RowView row) {
    String actor = row.getColumn("actor_id", String.class);
    String daemon = row.getColumn("daemon_id", String.class);
    String instance = row.getColumn("instance_id", String.class);
    Map<String, String> detail = new LinkedHashMap<>();
    Json.parse(row.getColumn("detail", String.class))
        .getAsJsonObject()
        .asMap()
        .forEach((name, value) -> detail.put(name, value.getAsString()));
    return new Numbered(
        row.getColumn("id", Long.class),
        new AuditEntry(
            row.getColumn("at", Instant.class),
            actor == null ? null : new UserId(actor),
            row.getColumn("actor_name", String.class),
            row.getColumn("action", String.class),
            daemon == null ? null : new DaemonId(daemon),
            instance == null ? null : new InstanceId(instance),
            row.getColumn("status", Integer.class),
            detail,
            row.getColumn("address", String.class)));
  }
}

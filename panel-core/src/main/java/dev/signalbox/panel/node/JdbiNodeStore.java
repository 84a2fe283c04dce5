package dev.signalbox.panel.node;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.id.DaemonId;
import dev.signalbox.panel.database.Database;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** Keeps daemons in the tables {@code daemons} and {@code join_codes}. */
final class JdbiNodeStore implements NodeStore {
  private static final String COLUMNS =
      "id, name, identity_key, addresses, version, joined_at, seen_at";

  private final Database database;

  @Inject
  JdbiNodeStore(Database database) {
    this.database = requireNonNull(database, "database");
  }

  @Override
  public List<Row> list() {
    return database.read(
        handle ->
            handle
                .createQuery("SELECT " + COLUMNS + " FROM daemons ORDER BY name")
                .map((rows, context) -> row(rows))
                .list());
  }

  @Override
  public Optional<Row> find(DaemonId id) {
    return database.read(
        handle ->
            handle
                .createQuery("SELECT " + COLUMNS + " FROM daemons WHERE id = :id")
                .bind("id", id.value())
                .map((rows, context) -> row(rows))
                .findOne());
  }

  @Override
  public void insertCode(String hash, String name, Instant expiresAt) {
    database.change(
        handle ->
            handle
                .createUpdate(
                    "INSERT INTO join_codes (code_hash, name, expires_at) VALUES (:hash, :name, :expires)")
                .bind("hash", hash)
                .bind("name", name)
                .bind("expires", expiresAt)
                .execute());
  }

  @Override
  public Optional<String> takeCode(String hash, Instant now) {
    return database.write(
        handle -> {
          handle
              .createUpdate("DELETE FROM join_codes WHERE expires_at <= :now")
              .bind("now", now)
              .execute();
          Optional<String> name =
              handle
                  .createQuery("SELECT name FROM join_codes WHERE code_hash = :hash FOR UPDATE")
                  .bind("hash", hash)
                  .mapTo(String.class)
                  .findOne();
          int deleted =
              handle
                  .createUpdate("DELETE FROM join_codes WHERE code_hash = :hash")
                  .bind("hash", hash)
                  .execute();
          return deleted == 1 ? name : Optional.empty();
        });
  }

  @Override
  public String insert(Row row) {
    return database.write(
        handle -> {
          String name = freeName(handle, row.name());
          handle
              .createUpdate(
                  "INSERT INTO daemons ("
                      + COLUMNS
                      + ") VALUES"
                      + " (:id, :name, :key, :addresses, :version, :joined, :seen)")
              .bind("id", row.id().value())
              .bind("name", name)
              .bind("key", row.identityKey())
              .bind("addresses", joined(row.addresses()))
              .bind("version", row.version())
              .bind("joined", row.joinedAt())
              .bind("seen", row.seenAt())
              .execute();
          return name;
        });
  }

  @Override
  public boolean rename(DaemonId id, String name) {
    return database.write(
        handle ->
            handle
                    .createUpdate("UPDATE daemons SET name = :name WHERE id = :id")
                    .bind("id", id.value())
                    .bind("name", name)
                    .execute()
                == 1);
  }

  @Override
  public void seen(DaemonId id, String version, List<URI> addresses, Instant at) {
    database.change(
        handle ->
            handle
                .createUpdate(
                    "UPDATE daemons SET version = :version, addresses = :addresses, seen_at = :seen"
                        + " WHERE id = :id")
                .bind("id", id.value())
                .bind("version", version)
                .bind("addresses", joined(addresses))
                .bind("seen", at)
                .execute());
  }

  @Override
  public boolean delete(DaemonId id) {
    return database.write(
        handle ->
            handle
                    .createUpdate("DELETE FROM daemons WHERE id = :id")
                    .bind("id", id.value())
                    .execute()
                == 1);
  }

  private static String freeName(Handle handle, String wanted) {
    String name = wanted;
    for (int number = 2; isTaken(handle, name); number++) {
      name = wanted + "-" + number;
    }
    return name;
  }

  private static boolean isTaken(Handle handle, String name) {
    return handle
            .createQuery("SELECT COUNT(*) FROM daemons WHERE name = :name")
            .bind("name", name)
            .mapTo(Integer.class)
            .one()
        > 0;
  }

  private static Row row(ResultSet rows) throws SQLException {
    return new Row(
        new DaemonId(rows.getString("id")),
        rows.getString("name"),
        rows.getString("identity_key"),
        split(rows.getString("addresses")),
        rows.getString("version"),
        rows.getObject("joined_at", OffsetDateTime.class).toInstant(),
        rows.getObject("seen_at", OffsetDateTime.class).toInstant());
  }

  private static String joined(List<URI> addresses) {
    return addresses.stream().map(URI::toString).collect(Collectors.joining(" "));
  }

  private static List<URI> split(String addresses) {
    return Stream.of(addresses.split(" ")).filter(s -> !s.isEmpty()).map(URI::create).toList();
  }
}

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
import org.jdbi.v3.core.Handle;

/** Keeps daemons in the table {@code daemons}. */
final class JdbiNodeStore implements NodeStore {
  private static final String COLUMNS =
      "id, name, identity_key, addresses, proposed, dial_address, dial_key, version, joined_at, seen_at";

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
  public Optional<Row> findByKey(String identityKey) {
    return database.read(
        handle ->
            handle
                .createQuery("SELECT " + COLUMNS + " FROM daemons WHERE identity_key = :key")
                .bind("key", identityKey)
                .map((rows, context) -> row(rows))
                .findOne());
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
                      + " (:id, :name, :key, :addresses, :proposed, :dial, :dial_key, :version, :joined, :seen)")
              .bind("id", row.id().value())
              .bind("name", name)
              .bind("key", row.identityKey())
              .bind("addresses", Addresses.text(row.addresses()))
              .bind("proposed", Addresses.text(row.proposed()))
              .bind("dial", row.dial() == null ? null : row.dial().address().toString())
              .bind("dial_key", row.dial() == null ? null : row.dial().key())
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
  public boolean accept(DaemonId id, List<URI> addresses) {
    return database.write(
        handle ->
            handle
                    .createUpdate("UPDATE daemons SET addresses = :addresses WHERE id = :id")
                    .bind("id", id.value())
                    .bind("addresses", Addresses.text(addresses))
                    .execute()
                == 1);
  }

  @Override
  public void seen(DaemonId id, String version, List<URI> proposed, Instant at) {
    database.change(
        handle ->
            handle
                .createUpdate(
                    "UPDATE daemons SET version = :version, proposed = :proposed, seen_at = :seen"
                        + " WHERE id = :id")
                .bind("id", id.value())
                .bind("version", version)
                .bind("proposed", Addresses.text(proposed))
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
    String dial = rows.getString("dial_address");
    return new Row(
        new DaemonId(rows.getString("id")),
        rows.getString("name"),
        rows.getString("identity_key"),
        Addresses.read(rows.getString("addresses")),
        Addresses.read(rows.getString("proposed")),
        dial == null ? null : new Dial(URI.create(dial), rows.getString("dial_key")),
        rows.getString("version"),
        rows.getObject("joined_at", OffsetDateTime.class).toInstant(),
        rows.getObject("seen_at", OffsetDateTime.class).toInstant());
  }
}

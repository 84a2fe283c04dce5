package dev.signalbox.panel.node;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.id.DaemonId;
import dev.signalbox.api.id.UserId;
import dev.signalbox.panel.database.Database;
import jakarta.inject.Inject;
import java.util.List;

/** Whom each daemon must still let go of, until it has said that it did. */
final class PendingRevocations {
  private final Database database;

  @Inject
  PendingRevocations(Database database) {
    this.database = requireNonNull(database, "database");
  }

  /** Notes the person for every daemon that there is. */
  void add(UserId person) {
    database.change(
        handle -> {
          handle.execute("DELETE FROM pending_revocations WHERE person = ?", person.value());
          handle.execute(
              "INSERT INTO pending_revocations (daemon, person) SELECT id, ? FROM daemons",
              person.value());
        });
  }

  List<UserId> of(DaemonId daemon) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "SELECT person FROM pending_revocations WHERE daemon = :daemon ORDER BY person")
                .bind("daemon", daemon.value())
                .map((row, context) -> new UserId(row.getString(1)))
                .list());
  }

  void done(DaemonId daemon, UserId person) {
    database.change(
        handle ->
            handle.execute(
                "DELETE FROM pending_revocations WHERE daemon = ? AND person = ?",
                daemon.value(),
                person.value()));
  }
}

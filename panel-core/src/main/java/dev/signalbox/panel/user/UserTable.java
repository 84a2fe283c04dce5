package dev.signalbox.panel.user;

import dev.signalbox.api.id.UserId;
import dev.signalbox.panel.access.Role;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;

/** The SQL of the table {@code users}. */
final class UserTable {
  private static final String SELECT =
      "SELECT id, username, password_hash, role, disabled, generation, created_at FROM users ";

  private UserTable() {}

  /** A whole row. */
  record Row(User user, String passwordHash, int generation) {}

  static void insert(Handle handle, User user, String passwordHash) {
    handle
        .createUpdate(
            "INSERT INTO users (id, username, username_key, password_hash, role, disabled,"
                + " generation, created_at)"
                + " VALUES (:id, :username, :key, :hash, :role, :disabled, 0, :createdAt)")
        .bind("id", user.id().value())
        .bind("username", user.username())
        .bind("key", UserRules.key(user.username()))
        .bind("hash", passwordHash)
        .bind("role", user.role().id())
        .bind("disabled", user.disabled())
        .bind("createdAt", user.createdAt())
        .execute();
  }

  static Optional<Row> byId(Handle handle, UserId id) {
    return handle
        .createQuery(SELECT + "WHERE id = :id")
        .bind("id", id.value())
        .map(UserTable::row)
        .findOne();
  }

  /** Reads a row that nobody else may change before the transaction ends. */
  static Optional<Row> lockById(Handle handle, UserId id) {
    return handle
        .createQuery(SELECT + "WHERE id = :id FOR UPDATE")
        .bind("id", id.value())
        .map(UserTable::row)
        .findOne();
  }

  static Optional<Row> byUsername(Handle handle, String username) {
    return handle
        .createQuery(SELECT + "WHERE username_key = :key")
        .bind("key", UserRules.key(username))
        .map(UserTable::row)
        .findOne();
  }

  static List<User> after(Handle handle, String key, int limit) {
    return handle
        .createQuery(SELECT + "WHERE username_key > :key ORDER BY username_key LIMIT :limit")
        .bind("key", key)
        .bind("limit", limit)
        .map(UserTable::row)
        .map(Row::user)
        .list();
  }

  static boolean isEmpty(Handle handle) {
    return handle.createQuery("SELECT COUNT(*) FROM users").mapTo(long.class).one() == 0;
  }

  /**
   * Returns the ids of the enabled administrators and locks them in one order, so that of two who
   * remove each other only one succeeds.
   */
  static List<String> lockAdministrators(Handle handle) {
    return handle
        .createQuery(
            "SELECT id FROM users WHERE role = :role AND disabled = FALSE ORDER BY id FOR UPDATE")
        .bind("role", Role.ADMIN.id())
        .mapTo(String.class)
        .list();
  }

  static void update(Handle handle, Row row) {
    User user = row.user();
    handle
        .createUpdate(
            "UPDATE users SET username = :username, username_key = :key, password_hash = :hash,"
                + " role = :role, disabled = :disabled, generation = :generation WHERE id = :id")
        .bind("id", user.id().value())
        .bind("username", user.username())
        .bind("key", UserRules.key(user.username()))
        .bind("hash", row.passwordHash())
        .bind("role", user.role().id())
        .bind("disabled", user.disabled())
        .bind("generation", row.generation())
        .execute();
  }

  /** Binds a session of the person to the person as changed, when all others end. */
  static void keepSession(Handle handle, Row changed, String tokenHash, Instant at) {
    handle
        .createUpdate(
            "UPDATE sessions SET generation = :generation, signed_in_at = :at"
                + " WHERE token_hash = :token AND user_id = :user AND generation = :before")
        .bind("generation", changed.generation())
        .bind("before", changed.generation() - 1)
        .bind("at", at)
        .bind("token", tokenHash)
        .bind("user", changed.user().id().value())
        .execute();
  }

  /** Replaces a hash by another of the same password, unless the password changed meanwhile. */
  static void rehash(Handle handle, UserId id, String from, String to) {
    handle
        .createUpdate(
            "UPDATE users SET password_hash = :to WHERE id = :id AND password_hash = :from")
        .bind("id", id.value())
        .bind("from", from)
        .bind("to", to)
        .execute();
  }

  static boolean delete(Handle handle, UserId id) {
    return handle.createUpdate("DELETE FROM users WHERE id = :id").bind("id", id.value()).execute()
        == 1;
  }

  private static Row row(RowView row) {
    String role = row.getColumn("role", String.class);
    User user =
        new User(
            new UserId(row.getColumn("id", String.class)),
            row.getColumn("username", String.class),
            Role.of(role).orElseThrow(() -> new IllegalStateException("role: " + role)),
            row.getColumn("disabled", Boolean.class),
            row.getColumn("created_at", Instant.class));
    return new Row(
        user,
        row.getColumn("password_hash", String.class),
        row.getColumn("generation", Integer.class));
  }
}

package dev.signalbox.panel.session;

import dev.signalbox.api.id.UserId;
import dev.signalbox.panel.access.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;

/** The SQL of the tables {@code sessions} and {@code known_addresses}. */
final class SessionTable {
  /** Of people who are not shut out and have not changed since the sign-in. */
  private static final String LIVE =
      "SELECT s.token_hash, s.proof_hash, s.user_id, s.generation, s.signed_in_at,"
          + " s.used_at, s.expires_at, s.address, s.user_agent, u.username, u.role FROM sessions s"
          + " JOIN users u ON u.id = s.user_id AND u.generation = s.generation"
          + " WHERE u.disabled = FALSE";

  private SessionTable() {}

  /** A session as it stands in the table. */
  record Row(
      String tokenHash,
      String proofHash,
      UserId user,
      int generation,
      Instant signedInAt,
      Instant usedAt,
      Instant expiresAt,
      String address,
      String userAgent) {}

  /** A session with the person as of now. */
  record Live(Row row, String username, Role role) {}

  static void insert(Handle handle, Row row) {
    handle
        .createUpdate(
            "INSERT INTO sessions (token_hash, proof_hash, user_id, generation, signed_in_at,"
                + " used_at, expires_at, address, user_agent) VALUES (:token, :proof, :user,"
                + " :generation, :signedInAt, :usedAt, :expiresAt, :address, :userAgent)")
        .bind("token", row.tokenHash())
        .bind("proof", row.proofHash())
        .bind("user", row.user().value())
        .bind("generation", row.generation())
        .bind("signedInAt", row.signedInAt())
        .bind("usedAt", row.usedAt())
        .bind("expiresAt", row.expiresAt())
        .bind("address", row.address())
        .bind("userAgent", row.userAgent())
        .execute();
  }

  /** Finds a session of a person who is not shut out and has not changed since the sign-in. */
  static Optional<Live> find(Handle handle, String tokenHash) {
    return handle
        .createQuery(LIVE + " AND s.token_hash = :token")
        .bind("token", tokenHash)
        .map(SessionTable::live)
        .findOne();
  }

  static List<Live> ofUser(Handle handle, UserId user) {
    return handle
        .createQuery(LIVE + " AND s.user_id = :user ORDER BY s.used_at DESC, s.token_hash")
        .bind("user", user.value())
        .map(SessionTable::live)
        .list();
  }

  private static Live live(RowView row) {
    Row session =
        new Row(
            row.getColumn("token_hash", String.class),
            row.getColumn("proof_hash", String.class),
            new UserId(row.getColumn("user_id", String.class)),
            row.getColumn("generation", Integer.class),
            row.getColumn("signed_in_at", Instant.class),
            row.getColumn("used_at", Instant.class),
            row.getColumn("expires_at", Instant.class),
            row.getColumn("address", String.class),
            row.getColumn("user_agent", String.class));
    return new Live(
        session,
        row.getColumn("username", String.class),
        Role.of(row.getColumn("role", String.class)).orElseThrow());
  }

  static void use(Handle handle, String tokenHash, Instant at) {
    handle
        .createUpdate("UPDATE sessions SET used_at = :at WHERE token_hash = :token")
        .bind("at", at)
        .bind("token", tokenHash)
        .execute();
  }

  /** Deletes the one of that hash where it is the person's; says whether it was there. */
  static boolean delete(Handle handle, UserId user, String tokenHash) {
    return handle
            .createUpdate("DELETE FROM sessions WHERE token_hash = :token AND user_id = :user")
            .bind("token", tokenHash)
            .bind("user", user.value())
            .execute()
        == 1;
  }

  /**
   * @param kept the hash of the one that stays; empty for none
   */
  static int deleteOthers(Handle handle, UserId user, String kept) {
    return handle
        .createUpdate("DELETE FROM sessions WHERE user_id = :user AND token_hash <> :kept")
        .bind("user", user.value())
        .bind("kept", kept)
        .execute();
  }

  static void deleteEnded(Handle handle, Instant now, Duration idle) {
    handle
        .createUpdate("DELETE FROM sessions WHERE expires_at <= :now OR used_at <= :idle")
        .bind("now", now)
        .bind("idle", now.minus(idle))
        .execute();
  }

  static boolean isKnown(Handle handle, String usernameKey, String place, Instant since) {
    return handle
            .createQuery(
                "SELECT COUNT(*) FROM known_addresses a JOIN users u ON u.id = a.user_id"
                    + " WHERE u.username_key = :name AND a.address = :place"
                    + " AND a.signed_in_at > :since")
            .bind("name", usernameKey)
            .bind("place", place)
            .bind("since", since)
            .mapTo(long.class)
            .one()
        > 0;
  }

  /** Remembers a place; the person's row is locked meanwhile, so no place is there twice. */
  static void know(Handle handle, UserId user, String place, Instant at) {
    handle
        .createQuery("SELECT id FROM users WHERE id = :user FOR UPDATE")
        .bind("user", user.value())
        .mapTo(String.class)
        .list();
    handle
        .createUpdate("DELETE FROM known_addresses WHERE user_id = :user AND address = :place")
        .bind("user", user.value())
        .bind("place", place)
        .execute();
    handle
        .createUpdate(
            "INSERT INTO known_addresses (user_id, address, signed_in_at)"
                + " VALUES (:user, :place, :at)")
        .bind("user", user.value())
        .bind("place", place)
        .bind("at", at)
        .execute();
  }
}

package dev.signalbox.panel.node;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;

import dev.signalbox.api.link.join.JoinSecret;
import dev.signalbox.panel.database.Database;
import dev.signalbox.panel.vault.Vault;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The join codes that nobody has used yet: a row each, and the secret sealed in the vault. */
final class JoinCodes {
  private final Database database;
  private final Vault vault;
  private final InstantSource clock;

  /** What a code is good for. */
  record Purpose(String name, List<URI> addresses) {}

  @Inject
  JoinCodes(Database database, Vault vault, InstantSource clock) {
    this.database = requireNonNull(database, "database");
    this.vault = requireNonNull(vault, "vault");
    this.clock = requireNonNull(clock, "clock");
  }

  void add(JoinSecret secret, Purpose purpose, Instant expiresAt) {
    sweep();
    vault.replace(entry(secret.id()), secret.code().getBytes(US_ASCII));
    database.change(
        handle ->
            handle
                .createUpdate(
                    "INSERT INTO join_codes (code_hash, name, addresses, expires_at)"
                        + " VALUES (:hash, :name, :addresses, :expires)")
                .bind("hash", secret.id())
                .bind("name", purpose.name())
                .bind("addresses", Addresses.text(purpose.addresses()))
                .bind("expires", expiresAt)
                .execute());
  }

  /** Returns the secret of a code that is still good. */
  Optional<JoinSecret> find(String id) {
    boolean good =
        database.read(
            handle ->
                handle
                        .createQuery(
                            "SELECT COUNT(*) FROM join_codes WHERE code_hash = :hash AND expires_at > :now")
                        .bind("hash", id)
                        .bind("now", clock.instant())
                        .mapTo(Integer.class)
                        .one()
                    > 0);
    return good
        ? vault.read(entry(id)).flatMap(code -> JoinSecret.parse(new String(code, US_ASCII)))
        : Optional.empty();
  }

  /** Uses a code up; of several who try, one gets what it is good for. */
  Optional<Purpose> take(String id) {
    sweep();
    Optional<Purpose> purpose =
        database.write(
            handle -> {
              Optional<Purpose> found =
                  handle
                      .createQuery(
                          "SELECT name, addresses FROM join_codes WHERE code_hash = :hash FOR UPDATE")
                      .bind("hash", id)
                      .map(
                          (row, context) ->
                              new Purpose(row.getString(1), Addresses.read(row.getString(2))))
                      .findOne();
              int deleted = handle.execute("DELETE FROM join_codes WHERE code_hash = ?", id);
              return deleted == 1 ? found : Optional.empty();
            });
    purpose.ifPresent(taken -> vault.remove(entry(id)));
    return purpose;
  }

  /** Lets go of what is late. */
  private void sweep() {
    Instant now = clock.instant();
    List<String> late =
        database.read(
            handle ->
                handle
                    .createQuery("SELECT code_hash FROM join_codes WHERE expires_at <= :now")
                    .bind("now", now)
                    .mapTo(String.class)
                    .list());
    for (String id : late) {
      vault.remove(entry(id));
      database.change(handle -> handle.execute("DELETE FROM join_codes WHERE code_hash = ?", id));
    }
  }

  /** Half of the hash tells codes apart well enough, and fits. */
  private static String entry(String id) {
    return "join." + id.substring(0, id.length() / 2);
  }
}

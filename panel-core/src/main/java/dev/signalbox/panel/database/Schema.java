package dev.signalbox.panel.database;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.secret.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * Brings the tables up to date with the scripts of this version.
 *
 * <p>A digest of all scripts is kept beside the data. Where it is the same, nothing can be left to
 * do, and the half second of processor time that Flyway takes to find that out is saved.
 */
final class Schema {
  /** Not {@code db/migration}: a program that embeds the panel may well use that one for itself. */
  static final String FOLDER = "dev/signalbox/panel/migration";

  /** Every script; what is not named here is applied only when another one is new. */
  static final List<String> SCRIPTS =
      List.of(
          "V1__people.sql",
          "V2__vault.sql",
          "V3__daemons.sql",
          "V4__sessions.sql",
          "V6__history.sql",
          "V7__links.sql");

  private static final String SETTING = "schema.digest";

  private Schema() {}

  static void migrate(DataSource source, Jdbi jdbi) {
    String digest = digest();
    if (kept(jdbi).filter(digest::equals).isPresent()) {
      return;
    }
    try {
      Flyway.configure(Schema.class.getClassLoader())
          .loggers("slf4j")
          .dataSource(source)
          .locations("classpath:" + FOLDER)
          .table("schema_history")
          .failOnMissingLocations(true)
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw new SignalboxException(
          DatabaseError.FAILED, "the schema does not match this version: " + e.getMessage(), e);
    }
    keep(jdbi, digest);
  }

  private static Optional<String> kept(Jdbi jdbi) {
    try {
      return jdbi.withHandle(
          handle ->
              handle
                  .createQuery("SELECT content FROM settings WHERE name = :name")
                  .bind("name", SETTING)
                  .mapTo(String.class)
                  .findOne());
    } catch (JdbiException e) {
      // A new database has no tables; one that is broken shows it in what follows.
      return Optional.empty();
    }
  }

  private static void keep(Jdbi jdbi, String digest) {
    jdbi.useTransaction(
        handle -> {
          handle.execute("DELETE FROM settings WHERE name = ?", SETTING);
          handle.execute("INSERT INTO settings (name, content) VALUES (?, ?)", SETTING, digest);
        });
  }

  private static String digest() {
    return Sha256.hex(SCRIPTS.stream().map(Schema::read).toArray(byte[][]::new));
  }

  private static byte[] read(String script) {
    try (InputStream stream =
        Schema.class.getClassLoader().getResourceAsStream(FOLDER + "/" + script)) {
      if (stream == null) {
        throw new IllegalStateException("script missing from the class path: " + script);
      }
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

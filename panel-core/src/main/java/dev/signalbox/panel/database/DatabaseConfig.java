package dev.signalbox.panel.database;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the panel keeps its data.
 *
 * @param url a JDBC URL of H2 or PostgreSQL
 * @param username who signs in to the database
 * @param password the password of that user, empty where none is asked for
 * @param directory the directory that must exist before the database opens, null for a database on
 *     a server
 * @param connections the most connections open at once, 1 to 100
 */
public record DatabaseConfig(
    String url, String username, String password, @Nullable Path directory, int connections) {
  private static final int EMBEDDED_CONNECTIONS = 8;

  public DatabaseConfig {
    requireNonNull(url, "url");
    requireNonNull(username, "username");
    requireNonNull(password, "password");
    if (!url.startsWith("jdbc:h2:") && !url.startsWith("jdbc:postgresql:")) {
      throw new IllegalArgumentException(
          "url: another database (expected: jdbc:h2: or jdbc:postgresql:)");
    }
    if (connections < 1 || connections > 100) {
      throw new IllegalArgumentException("connections: " + connections + " (expected: 1..100)");
    }
  }

  /** Returns the embedded database in {@code database/panel} below a data directory. */
  public static DatabaseConfig embedded(Path dataDirectory) {
    Path directory = dataDirectory.toAbsolutePath().normalize().resolve("database");
    String file = directory.resolve("panel").toString();
    if (file.indexOf(';') >= 0) {
      // H2 reads what follows as settings, and some of those run SQL.
      throw new IllegalArgumentException("dataDirectory: " + file + " (expected: no semicolon)");
    }
    // DB_CLOSE_ON_EXIT: a library installs no shutdown hook. DB_CLOSE_DELAY: the pool may let go
    // of its last connection without the file being closed and opened again. TRACE_LEVEL_FILE: H2
    // would write every failure, those of an orderly stop included, to a file that only grows.
    String url =
        "jdbc:h2:file:"
            + file
            + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH"
            + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=10000"
            + ";TRACE_LEVEL_FILE=0";
    return new DatabaseConfig(url, "panel", "", directory, EMBEDDED_CONNECTIONS);
  }

  /** Says whether the database runs inside this process. */
  boolean isEmbedded() {
    return url.startsWith("jdbc:h2:");
  }

  Optional<Path> ownDirectory() {
    return Optional.ofNullable(directory);
  }

  /** Leaves the password out. */
  @Override
  public String toString() {
    return "DatabaseConfig[url=" + url + ", username=" + username + "]";
  }
}

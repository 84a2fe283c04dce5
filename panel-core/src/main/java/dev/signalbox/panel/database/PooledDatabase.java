package dev.signalbox.panel.database;

import static java.util.Objects.requireNonNull;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.signalbox.api.error.SignalboxException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reaches the database through a pool, and brings its schema up to date when it starts. */
final class PooledDatabase implements Database {
  private static final Logger log = LoggerFactory.getLogger(PooledDatabase.class);
  private static final String UNIQUE_VIOLATION = "23505";
  private static final String H2_FILE_IN_USE = "90020";
  private static final String H2_CLOSED = "90098";

  private final DatabaseConfig config;
  private volatile @Nullable Opened opened;

  /** What exists between start and stop. */
  private record Opened(HikariDataSource pool, Jdbi jdbi) {}

  PooledDatabase(DatabaseConfig config) {
    this.config = requireNonNull(config, "config");
  }

  @Override
  public void start() {
    if (opened != null) {
      throw new IllegalStateException("database: started twice");
    }
    config.ownDirectory().ifPresent(PrivateDirectory::ensure);
    HikariDataSource pool = openPool();
    Jdbi jdbi = Jdbi.create(pool);
    InstantColumns.register(jdbi);
    opened = new Opened(pool, jdbi);
    Schema.migrate(pool, jdbi);
    log.info("database opened url={}", config.url());
  }

  @Override
  public void stop() {
    Opened current = opened;
    opened = null;
    if (current == null) {
      return;
    }
    // First: a pool that is open would replace the connection which the shutdown ends, and so
    // open the file again.
    current.pool().close();
    if (config.isEmbedded()) {
      shutDown();
    }
  }

  /** Closes the file, which DB_CLOSE_DELAY keeps open in this JVM. */
  private void shutDown() {
    try (Connection connection =
            DriverManager.getConnection(config.url(), config.username(), config.password());
        Statement statement = connection.createStatement()) {
      statement.execute("SHUTDOWN");
    } catch (SQLException e) {
      log.debug("database shutdown answered {}", e.getMessage());
    }
  }

  @Override
  public <R> R read(Function<Handle, R> query) {
    return translated(() -> jdbi().withHandle(query::apply));
  }

  @Override
  public <R> R write(Function<Handle, R> change) {
    return translated(
        () ->
            jdbi()
                .withHandle(
                    handle -> {
                      R result = handle.inTransaction(change::apply);
                      if (config.isEmbedded()) {
                        // H2 stores at a commit only if no other thread is storing just then.
                        handle.execute("CHECKPOINT SYNC");
                      }
                      return result;
                    }));
  }

  private Jdbi jdbi() {
    Opened current = opened;
    if (current == null) {
      throw new IllegalStateException("database: not started");
    }
    return current.jdbi();
  }

  private HikariDataSource openPool() {
    HikariConfig pool = new HikariConfig();
    pool.setPoolName("signalbox-database");
    pool.setJdbcUrl(config.url());
    pool.setUsername(config.username());
    pool.setPassword(config.password());
    pool.setMaximumPoolSize(config.connections());
    pool.setMinimumIdle(1);
    pool.setConnectionTimeout(15_000);
    try {
      return new HikariDataSource(pool);
    } catch (RuntimeException e) {
      if (H2_FILE_IN_USE.equals(sqlState(e))) {
        throw new SignalboxException(
            DatabaseError.IN_USE, "the database is in use by another process: " + config.url(), e);
      }
      throw new SignalboxException(
          DatabaseError.FAILED, "the database does not open: " + config.url(), e);
    }
  }

  private <R> R translated(Supplier<R> action) {
    try {
      return action.get();
    } catch (JdbiException e) {
      reopenWhereClosed(e);
      if (UNIQUE_VIOLATION.equals(sqlState(e))) {
        throw new SignalboxException(DatabaseError.DUPLICATE, "it exists already", e);
      }
      throw new SignalboxException(DatabaseError.FAILED, "a statement failed", e);
    }
  }

  /**
   * H2 gives its file up at a write that fails, on a full disk for one, and its connections still
   * pass for valid. With all of them gone, the next one opens the file again.
   */
  private void reopenWhereClosed(JdbiException failure) {
    Opened current = opened;
    if (current != null && config.isEmbedded() && H2_CLOSED.equals(sqlState(failure))) {
      log.warn("database given up by its engine, opening it again");
      current.pool().getHikariPoolMXBean().softEvictConnections();
    }
  }

  private static @Nullable String sqlState(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException) {
        return ((SQLException) cause).getSQLState();
      }
    }
    return null;
  }
}

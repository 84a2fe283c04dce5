package dev.signalbox.panel.database;

import dev.signalbox.api.lifecycle.Managed;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * The panel's database. Safe for use by many threads; every call blocks, so it is made on workers
 * only.
 *
 * <p>The SQL that passes through here is what H2 and PostgreSQL have in common: no {@code ON
 * CONFLICT}, no {@code RETURNING}, no advisory locks. Both run at {@code READ COMMITTED}; a check
 * that must still hold at the commit locks the rows that it read with {@code FOR UPDATE}. An {@link
 * java.time.Instant} binds to and reads from {@code TIMESTAMP WITH TIME ZONE}, to the microsecond.
 *
 * <p>The handle is lent for the time of the call, and everything read through it must be copied
 * before the function returns.
 */
public interface Database extends Managed {
  /** Returns a database that opens nothing before it is started. */
  static Database create(DatabaseConfig config) {
    return new PooledDatabase(config);
  }

  /**
   * Reads.
   *
   * @throws dev.signalbox.api.error.SignalboxException {@code database.failed}
   */
  <R> R read(Function<Handle, R> query);

  /**
   * Runs a transaction. When this returns the change survives the death of the process, and of the
   * machine as far as its disks tell the truth; when it throws, nothing was changed.
   *
   * @throws dev.signalbox.api.error.SignalboxException {@code database.duplicate} where a unique
   *     key exists already, else {@code database.failed}; what the function throws passes through
   */
  <R> R write(Function<Handle, R> change);

  /** Runs a transaction that has nothing to tell, like {@link #write}. */
  default void change(Consumer<Handle> change) {
    write(
        handle -> {
          change.accept(handle);
          return true;
        });
  }
}

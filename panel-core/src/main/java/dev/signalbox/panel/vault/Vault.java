package dev.signalbox.panel.vault;

import dev.signalbox.api.lifecycle.Managed;
import dev.signalbox.panel.database.Database;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Keeps the panel's secrets in its database, sealed with AES-256-GCM under {@code
 * secrets/master.key}.
 *
 * <p>A copy of the database alone tells nothing; the key file alone neither. Every secret is sealed
 * together with its name and version, so that no row can stand in for another. All replicas of a
 * panel on one database need the same key file. Safe for use by many threads; every call blocks.
 *
 * <p>It starts after its database. At the first start it makes the key file (0600, in a directory
 * 0700); at a later one it opens every secret once, so that a wrong key is found at once. {@code
 * start} throws {@code secrets.exposed} where others can read the key, {@code vault.key-missing},
 * {@code vault.bad-key-file} or {@code vault.does-not-open}.
 */
public interface Vault extends Managed {
  /**
   * Returns a vault that touches nothing before it is started.
   *
   * @param dataDirectory the directory that has {@code secrets} below it
   */
  static Vault create(Path dataDirectory, Database database, InstantSource clock) {
    return new DatabaseVault(dataDirectory, database, clock);
  }

  /**
   * Reads a secret.
   *
   * @throws dev.signalbox.api.error.SignalboxException {@code vault.does-not-open}
   */
  Optional<byte[]> read(String name);

  /**
   * Reads a secret, and makes it where there is none; of several who race, all get the same.
   *
   * @param first called at most once, to make what is stored
   * @throws dev.signalbox.api.error.SignalboxException {@code vault.does-not-open}
   */
  byte[] readOrCreate(String name, Supplier<byte[]> first);

  /** Stores a secret, in place of one that may exist. */
  void replace(String name, byte[] content);

  /** Forgets a secret; nothing happens where there is none. */
  void remove(String name);

  /**
   * Reads a pair of keys, and makes it where there is none.
   *
   * @throws dev.signalbox.api.error.SignalboxException {@code vault.does-not-open}
   */
  KeyPair keyPair(String name, KeyAlgorithm algorithm);
}

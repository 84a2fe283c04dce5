package dev.signalbox.panel.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.secret.SecretDirectory;
import dev.signalbox.panel.database.Database;
import dev.signalbox.panel.database.DatabaseError;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps sealed secrets in the table {@code vault}. */
final class DatabaseVault implements Vault {
  private static final Logger log = LoggerFactory.getLogger(DatabaseVault.class);
  private static final String FIND = "SELECT name, version, sealed FROM vault WHERE name = :name";
  private static final String FIND_AND_LOCK = FIND + " FOR UPDATE";

  private final Path dataDirectory;
  private final Database database;
  private final InstantSource clock;
  private volatile @Nullable MasterKey masterKey;

  private record Row(String name, int version, String sealed) {}

  DatabaseVault(Path dataDirectory, Database database, InstantSource clock) {
    this.dataDirectory = requireNonNull(dataDirectory, "dataDirectory");
    this.database = requireNonNull(database, "database");
    this.clock = requireNonNull(clock, "clock");
  }

  @Override
  public void start() {
    SecretDirectory secrets = SecretDirectory.open(dataDirectory);
    List<Row> rows = database.read(DatabaseVault::rows);
    if (secrets.read(MasterKey.FILE).isEmpty()) {
      if (!rows.isEmpty()) {
        throw new SignalboxException(
            VaultError.KEY_MISSING,
            secrets.path(MasterKey.FILE)
                + " is missing, and the database holds secrets that only it opens; restore it from"
                + " a backup");
      }
      MasterKey.create(secrets);
      log.info("master key made file={}", secrets.path(MasterKey.FILE));
    }
    MasterKey key = MasterKey.parse(secrets.read(MasterKey.FILE).orElseThrow(), secrets);
    rows.forEach(row -> open(key, row));
    masterKey = key;
  }

  @Override
  public void stop() {
    masterKey = null;
  }

  @Override
  public Optional<byte[]> read(String name) {
    MasterKey key = masterKey();
    return database.read(handle -> find(handle, FIND, name)).map(row -> open(key, row));
  }

  @Override
  public byte[] readOrCreate(String name, Supplier<byte[]> first) {
    Optional<byte[]> existing = read(name);
    if (existing.isPresent()) {
      return existing.get();
    }
    byte[] content = first.get();
    try {
      database.change(handle -> insert(handle, name, content));
      return content;
    } catch (SignalboxException e) {
      if (e.code() != DatabaseError.DUPLICATE) {
        throw e;
      }
      return read(name).orElseThrow(() -> e);
    }
  }

  @Override
  public void replace(String name, byte[] content) {
    MasterKey key = masterKey();
    database.change(
        handle -> {
          Optional<Row> existing = find(handle, FIND_AND_LOCK, name);
          if (existing.isEmpty()) {
            insert(handle, name, content);
            return;
          }
          int version = existing.get().version() + 1;
          handle.execute(
              "UPDATE vault SET version = ?, sealed = ?, changed_at = ? WHERE name = ?",
              version,
              text(key.seal(name, version, content)),
              clock.instant(),
              name);
        });
  }

  @Override
  public void remove(String name) {
    database.change(handle -> handle.execute("DELETE FROM vault WHERE name = ?", name));
  }

  @Override
  public KeyPair keyPair(String name, KeyAlgorithm algorithm) {
    byte[] stored =
        readOrCreate(name, () -> encode(requireNonNull(algorithm, "algorithm").newPair()));
    try {
      return decode(stored, algorithm);
    } catch (GeneralSecurityException | RuntimeException e) {
      // No cause: a parser's message could quote the key.
      throw new SignalboxException(
          VaultError.DOES_NOT_OPEN, "the secret " + name + " is no pair of keys " + algorithm);
    }
  }

  private void insert(Handle handle, String name, byte[] content) {
    handle.execute(
        "INSERT INTO vault (name, version, sealed, changed_at) VALUES (?, 1, ?, ?)",
        name,
        text(masterKey().seal(name, 1, content)),
        clock.instant());
  }

  private static Optional<Row> find(Handle handle, String query, String name) {
    return handle
        .createQuery(query)
        .bind("name", name)
        .map((row, context) -> new Row(row.getString(1), row.getInt(2), row.getString(3)))
        .findOne();
  }

  private static List<Row> rows(Handle handle) {
    return handle
        .createQuery("SELECT name, version, sealed FROM vault ORDER BY name")
        .map((row, context) -> new Row(row.getString(1), row.getInt(2), row.getString(3)))
        .list();
  }

  private static byte[] open(MasterKey key, Row row) {
    byte[] sealed;
    try {
      sealed = Base64.getDecoder().decode(row.sealed());
    } catch (IllegalArgumentException e) {
      sealed = new byte[0];
    }
    return key.open(row.name(), row.version(), sealed);
  }

  private static String text(byte[] sealed) {
    return Base64.getEncoder().encodeToString(sealed);
  }

  private static byte[] encode(KeyPair pair) {
    // The public half too: a private EC key in PKCS#8 need not carry it.
    return (text(pair.getPrivate().getEncoded()) + ':' + text(pair.getPublic().getEncoded()))
        .getBytes(UTF_8);
  }

  private static KeyPair decode(byte[] stored, KeyAlgorithm algorithm)
      throws GeneralSecurityException {
    String[] halves = new String(stored, UTF_8).split(":", 2);
    KeyFactory factory = KeyFactory.getInstance(algorithm.factory());
    return new KeyPair(
        factory.generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(halves[1]))),
        factory.generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(halves[0]))));
  }

  private MasterKey masterKey() {
    MasterKey key = masterKey;
    if (key == null) {
      throw new IllegalStateException("vault: not started");
    }
    return key;
  }

  @Override
  public String toString() {
    return "Vault[" + dataDirectory + "]";
  }
}

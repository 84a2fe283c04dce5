package dev.signalbox.panel.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.signalbox.api.error.ErrorCode;
import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.secret.SecretError;
import dev.signalbox.panel.database.Database;
import dev.signalbox.panel.database.DatabaseConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.Signature;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DatabaseVaultTest {
  private static final byte[] SECRET = "correct horse battery staple".getBytes(UTF_8);

  @TempDir Path data;
  private Database database;

  @BeforeEach
  void openDatabase() {
    database = Database.create(DatabaseConfig.embedded(data));
    database.start();
  }

  @AfterEach
  void closeDatabase() {
    database.stop();
  }

  @Test
  void readsWhatWasStoredAfterItWasOpenedAgain() {
    vault().replace("a", SECRET);

    assertThat(vault().read("a")).contains(SECRET);
    assertThat(vault().read("b")).isEmpty();
  }

  @Test
  void replacesAsOftenAsOneLikes() {
    Vault vault = vault();
    for (int i = 0; i < 5; i++) {
      vault.replace("a", new byte[] {(byte) i});
    }
    assertThat(vault().read("a")).contains(new byte[] {4});
  }

  @Test
  void keepsNothingReadableInTheDatabase() {
    vault().replace("a", SECRET);
    vault().replace("b", SECRET);

    List<String> sealed = sealed();
    assertThat(sealed).hasSize(2).doesNotHaveDuplicates();
    for (String each : sealed) {
      assertThat(new String(Base64.getDecoder().decode(each), UTF_8)).doesNotContain("horse");
    }
  }

  @Test
  void keepsTheMasterKeyToItsOwner() throws Exception {
    assumePosix();
    vault();

    assertThat(Files.getPosixFilePermissions(masterKey()))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(Files.getPosixFilePermissions(data.resolve("secrets")))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void refusesToStartWhereOthersCanReadTheMasterKey() throws Exception {
    assumePosix();
    vault();
    Files.setPosixFilePermissions(masterKey(), PosixFilePermissions.fromString("rw-r--r--"));

    assertThatExceptionOfType(SignalboxException.class)
        .isThrownBy(this::vault)
        .withMessageContaining("chmod 600 '" + masterKey().toAbsolutePath() + "'")
        .matches(refusal -> refusal.code() == SecretError.EXPOSED);
  }

  @Test
  void refusesToStartWithAnotherMasterKey() throws Exception {
    vault().replace("a", SECRET);
    Files.delete(masterKey());
    database.stop();
    Path other = Files.createDirectory(data.resolve("other"));
    Database otherDatabase = Database.create(DatabaseConfig.embedded(other));
    otherDatabase.start();
    Vault.create(other, otherDatabase, InstantSource.system()).start();
    otherDatabase.stop();
    Files.copy(other.resolve("secrets/master.key"), masterKey());
    if (posix()) {
      Files.setPosixFilePermissions(masterKey(), PosixFilePermissions.fromString("rw-------"));
    }
    openDatabase();

    refusesToStart(VaultError.DOES_NOT_OPEN, "master.key belongs to another database");
  }

  @Test
  void refusesToStartWithoutTheMasterKeyOfItsSecretsAndMakesNoNewOne() throws Exception {
    vault().replace("a", SECRET);
    Files.delete(masterKey());

    refusesToStart(VaultError.KEY_MISSING, "restore it from a backup");
    assertThat(masterKey()).doesNotExist();
  }

  @Test
  void refusesAKeyFileOfAnotherFormAndDoesNotQuoteIt() throws Exception {
    vault();
    String text = Files.readString(masterKey());
    Files.writeString(masterKey(), text.strip().replaceFirst(".$", "!"));

    assertThatExceptionOfType(SignalboxException.class)
        .isThrownBy(this::vault)
        .withNoCause()
        .withMessageNotContaining(text.substring(30, 40))
        .matches(refusal -> refusal.code() == VaultError.BAD_KEY_FILE);
  }

  @Test
  void findsEveryAlteredBit() {
    vault().replace("a", SECRET);
    byte[] sealed = Base64.getDecoder().decode(sealed().get(0));
    for (int i = 0; i < sealed.length; i++) {
      byte[] altered = sealed.clone();
      altered[i] ^= 1;
      store("a", Base64.getEncoder().encodeToString(altered));
      refusesToStart(VaultError.DOES_NOT_OPEN, "the secret a does not open");
    }
    for (String broken : List.of("", "AAAA", "no base64!")) {
      store("a", broken);
      refusesToStart(VaultError.DOES_NOT_OPEN, "the secret a does not open");
    }
  }

  @Test
  void doesNotTakeOneRowOrAnOlderVersionForAnother() {
    Vault vault = vault();
    vault.replace("a", SECRET);
    String first = sealed().get(0);
    vault.replace("b", SECRET);
    vault.replace("a", new byte[1]);

    store("b", first);
    assertThatExceptionOfType(SignalboxException.class).isThrownBy(() -> vault.read("b"));
    store("a", first);
    assertThatExceptionOfType(SignalboxException.class).isThrownBy(() -> vault.read("a"));
  }

  @Test
  void givesTheSameSecretToEightWhoMakeItAtTheSameTime() throws Exception {
    Vault vault = vault();
    CyclicBarrier together = new CyclicBarrier(8);
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      List<Future<byte[]>> made = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        byte[] own = {(byte) i};
        made.add(
            pool.submit(
                () -> {
                  together.await(10, TimeUnit.SECONDS);
                  return vault.readOrCreate("a", () -> own);
                }));
      }
      byte[] stored = vault.read("a").orElseGet(() -> get(made.get(0)));
      for (Future<byte[]> each : made) {
        assertThat(get(each)).isEqualTo(stored);
      }
    } finally {
      pool.shutdownNow();
    }
  }

  @ParameterizedTest
  @EnumSource
  void keepsAPairOfKeys(KeyAlgorithm algorithm) throws Exception {
    KeyPair made = vault().keyPair("pair", algorithm);
    KeyPair read = vault().keyPair("pair", algorithm);

    assertThat(read.getPublic()).isEqualTo(made.getPublic());
    String name = algorithm == KeyAlgorithm.ED25519 ? "Ed25519" : "SHA256withECDSA";
    Signature signature = Signature.getInstance(name);
    signature.initSign(read.getPrivate());
    signature.update(SECRET);
    byte[] signed = signature.sign();
    signature.initVerify(made.getPublic());
    signature.update(SECRET);
    assertThat(signature.verify(signed)).isTrue();
  }

  @Test
  void refusesAPairOfAnotherKind() {
    vault().keyPair("pair", KeyAlgorithm.EC_P256);

    assertThatExceptionOfType(SignalboxException.class)
        .isThrownBy(() -> vault().keyPair("pair", KeyAlgorithm.ED25519))
        .withNoCause();
  }

  @Test
  void saysNothingSecretOfItself() throws Exception {
    Vault vault = vault();
    vault.replace("a", SECRET);

    assertThat(vault.toString())
        .doesNotContain("horse")
        .doesNotContain(Files.readString(masterKey()).strip());
  }

  private Vault vault() {
    Vault vault = Vault.create(data, database, InstantSource.system());
    vault.start();
    return vault;
  }

  private void refusesToStart(ErrorCode code, String message) {
    assertThatExceptionOfType(SignalboxException.class)
        .isThrownBy(this::vault)
        .withMessageContaining(message)
        .matches(refusal -> refusal.code() == code);
  }

  private Path masterKey() {
    return data.resolve("secrets/master.key");
  }

  private List<String> sealed() {
    return database.read(
        handle ->
            handle
                .createQuery("SELECT sealed FROM vault ORDER BY name")
                .mapTo(String.class)
                .list());
  }

  private void store(String name, String sealed) {
    database.change(
        handle -> handle.execute("UPDATE vault SET sealed = ? WHERE name = ?", sealed, name));
  }

  private boolean posix() {
    return data.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  private void assumePosix() {
    assumeTrue(posix());
  }

  private static byte[] get(Future<byte[]> made) {
    try {
      return made.get(10, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}

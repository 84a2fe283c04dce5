package dev.signalbox.panel.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.link.join.JoinSecret;
import dev.signalbox.api.link.trust.TlsTrust;
import dev.signalbox.panel.database.Database;
import dev.signalbox.panel.database.DatabaseConfig;
import dev.signalbox.panel.testing.TestClock;
import dev.signalbox.panel.vault.Vault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JoinCodesTest {
  private static final JoinCodes.Purpose PURPOSE =
      new JoinCodes.Purpose("alpha", List.of(URI.create("https://alpha.lan:7444")));

  @TempDir Path data;
  private final TestClock clock = new TestClock();
  private final JoinSecret secret = JoinSecret.random("ab".repeat(32), TlsTrust.AUTHORITY);
  private Database database;
  private Vault vault;
  private JoinCodes codes;

  @BeforeEach
  void start() {
    database = Database.create(DatabaseConfig.embedded(data));
    database.start();
    vault = Vault.create(data, database, clock);
    vault.start();
    codes = new JoinCodes(database, vault, clock);
    codes.add(secret, PURPOSE, clock.instant().plus(Duration.ofMinutes(15)));
  }

  @AfterEach
  void stop() {
    vault.stop();
    database.stop();
  }

  @Test
  void aCodeIsGoodOnce() {
    assertThat(codes.find(secret.id())).contains(secret);
    assertThat(codes.take(secret.id())).contains(PURPOSE);
    assertThat(codes.take(secret.id())).isEmpty();
    assertThat(codes.find(secret.id())).isEmpty();
  }

  @Test
  void aLateCodeIsGoodForNothingAndItsSecretIsGone() {
    clock.advance(Duration.ofMinutes(15));
    assertThat(codes.find(secret.id())).isEmpty();
    assertThat(codes.take(secret.id())).isEmpty();
    assertThat(secrets()).isZero();
  }

  @Test
  void ofManyWhoTryAtOnceOneIsLetIn() {
    assertThat(
            IntStream.range(0, 16)
                .parallel()
                .filter(each -> codes.take(secret.id()).isPresent())
                .count())
        .isEqualTo(1);
    assertThat(secrets()).isZero();
  }

  @Test
  void theDatabaseDoesNotTellTheSecret() {
    String rows =
        database.read(
            handle ->
                handle.createQuery("SELECT sealed FROM vault").mapTo(String.class).list()
                    + handle
                        .createQuery("SELECT code_hash FROM join_codes")
                        .mapTo(String.class)
                        .list()
                        .toString());
    assertThat(rows).doesNotContain(secret.secret());
  }

  private int secrets() {
    return database.read(
        handle ->
            handle
                .createQuery("SELECT COUNT(*) FROM vault WHERE name LIKE 'join.%'")
                .mapTo(Integer.class)
                .one());
  }
}

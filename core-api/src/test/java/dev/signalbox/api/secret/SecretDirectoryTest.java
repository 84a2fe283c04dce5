package dev.signalbox.api.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.signalbox.api.error.SignalboxException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretDirectoryTest {
  @TempDir Path data;

  @Test
  void keepsDirectoryAndFilesToTheirOwner() throws Exception {
    assumePosix();
    SecretDirectory secrets = SecretDirectory.open(data.resolve("new/data"));
    secrets.create("one.key", "1".getBytes(UTF_8));
    secrets.replace("two.key", "2".getBytes(UTF_8));

    Path directory = data.resolve("new/data/secrets");
    assertThat(mode(directory)).isEqualTo("rwx------");
    assertThat(mode(directory.resolve("one.key"))).isEqualTo("rw-------");
    assertThat(mode(directory.resolve("two.key"))).isEqualTo("rw-------");
  }

  @Test
  void readsWhatWasWrittenAlsoWhenOpenedAgain() {
    SecretDirectory.open(data).replace("a", "first".getBytes(UTF_8));
    SecretDirectory.open(data).replace("a", "second".getBytes(UTF_8));

    assertThat(SecretDirectory.open(data).read("a").orElseThrow()).asString().isEqualTo("second");
    assertThat(SecretDirectory.open(data).read("b")).isEmpty();
  }

  @Test
  void doesNotCreateOverAnExistingFile() {
    SecretDirectory secrets = SecretDirectory.open(data);

    assertThat(secrets.create("a", "first".getBytes(UTF_8))).isTrue();
    assertThat(secrets.create("a", "second".getBytes(UTF_8))).isFalse();
    assertThat(secrets.read("a").orElseThrow()).asString().isEqualTo("first");
  }

  @Test
  void createsOnceWhenEightRace() throws Exception {
    SecretDirectory secrets = SecretDirectory.open(data);
    CyclicBarrier together = new CyclicBarrier(8);
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      List<Future<Boolean>> tries = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        byte[] content = ("content " + i).getBytes(UTF_8);
        tries.add(
            pool.submit(
                () -> {
                  together.await(10, TimeUnit.SECONDS);
                  return secrets.create("a", content);
                }));
      }
      int made = 0;
      for (Future<Boolean> each : tries) {
        made += each.get(10, TimeUnit.SECONDS) ? 1 : 0;
      }
      assertThat(made).isEqualTo(1);
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void leavesNoTemporaryFile() throws Exception {
    SecretDirectory secrets = SecretDirectory.open(data);
    secrets.create("a", new byte[1]);
    secrets.create("a", new byte[1]);
    secrets.replace("a", new byte[1]);

    try (Stream<Path> files = Files.list(data.resolve("secrets"))) {
      assertThat(files.map(file -> file.getFileName().toString())).containsExactly("a");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r--r--", "rw-r-----", "rw-----w-", "rw------x"})
  void refusesToOpenWhereAFileIsOpenToOthersAndNamesTheRemedy(String mode) throws Exception {
    assumePosix();
    SecretDirectory secrets = SecretDirectory.open(data);
    secrets.create("a.key", "top secret".getBytes(UTF_8));
    Path file = data.resolve("secrets/a.key");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));

    assertThatExceptionOfType(SignalboxException.class)
        .isThrownBy(() -> SecretDirectory.open(data))
        .withMessageContaining("chmod 600 '" + file.toAbsolutePath() + "'")
        .withMessageContaining(mode)
        .withMessageNotContaining("top secret")
        .matches(refusal -> refusal.code() == SecretError.EXPOSED);
    assertThatExceptionOfType(SignalboxException.class).isThrownBy(() -> secrets.read("a.key"));
  }

  @Test
  void refusesToOpenADirectoryThatOthersCanEnter() throws Exception {
    assumePosix();
    SecretDirectory.open(data);
    Path directory = data.resolve("secrets");
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));

    assertThatExceptionOfType(SignalboxException.class)
        .isThrownBy(() -> SecretDirectory.open(data))
        .withMessageContaining("chmod 700 '" + directory.toAbsolutePath() + "'");
    assertThat(mode(directory)).isEqualTo("rwxr-xr-x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "..", "../a", "a/b", ".hidden", "A"})
  void takesPlainNamesOnly(String name) {
    assertThatIllegalArgumentException().isThrownBy(() -> SecretDirectory.open(data).path(name));
  }

  private void assumePosix() {
    assumeTrue(data.getFileSystem().supportedFileAttributeViews().contains("posix"));
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}

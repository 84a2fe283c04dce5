package dev.signalbox.daemon.keeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.signalbox.api.error.SignalboxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PlainKeeperTest {
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  @TempDir Path folder;

  private KeptSpec spec(String... command) {
    return new KeptSpec(
        new KeptId("plain", "1"), folder, List.of(command), Map.of("A", "b"), null, 100);
  }

  private PlainKeeper keeper() {
    PlainKeeper keeper = new PlainKeeper(KeeperConfig.of(folder.resolve("keeper")), "of a test");
    keeper.start();
    return keeper;
  }

  @Test
  void runsAChildAndTellsItsExit() throws Exception {
    try (PlainKeeper keeper = keeper()) {
      RecordingListener listener = new RecordingListener(100);
      KeptProcess process =
          keeper.launch(spec(JAVA, "-XshowSettings:properties", "-version"), listener);
      assertThat(listener.awaitExit().code()).isEqualTo(0);
      assertThat(listener.text()).contains("java.version");
      assertThat(listener.faults).isEmpty();
      process.kill().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void endsItsChildrenWithItself() throws Exception {
    RecordingListener listener = new RecordingListener(100);
    try (PlainKeeper keeper = keeper()) {
      KeptProcess process =
          keeper.launch(
              spec(
                  JAVA,
                  "-cp",
                  System.getProperty("java.class.path"),
                  PatientProgram.class.getName()),
              listener);
      process.write(KeeperFixture.bytes("one\n"));
      process.write(KeeperFixture.bytes("two\n"));
      await().atMost(Duration.ofSeconds(30)).until(() -> listener.text().equals("one\ntwo\n"));
    }
    assertThat(listener.awaitExit().code()).isNotEqualTo(0);
  }

  @Test
  void saysThatAProgramIsMissingAndWhatItCannotDo() {
    try (PlainKeeper keeper = keeper()) {
      assertThatThrownBy(() -> keeper.launch(spec("no-such-program"), new RecordingListener(100)))
          .isInstanceOfSatisfying(
              SignalboxException.class, e -> assertThat(e.code()).isEqualTo(KeeperError.NOT_FOUND))
          .hasMessageContaining("not found");
      assertThat(keeper.capabilities().outlivesDaemon()).isFalse();
      assertThat(keeper.capabilities().limitations().get(0)).endsWith("because of a test.");
    }
  }
}

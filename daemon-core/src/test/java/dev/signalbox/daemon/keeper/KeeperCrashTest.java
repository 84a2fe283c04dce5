package dev.signalbox.daemon.keeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("linux")
final class KeeperCrashTest {
  private static final int BLOCKS = 1200;

  // Bursts with pauses: some megabytes per second, so that the ring holds what comes while a daemon
  // is away.
  private static final String COUNT =
      "i=0; while [ $i -lt $0 ]; do seq $((i * 1000)) $((i * 1000 + 999)); sleep 0.004;"
          + " i=$((i + 1)); done; exit 7";

  @TempDir Path work;

  @Test
  void endsThoughItsFolderIsGoneWithAnExitThatNobodyFetched() throws Exception {
    KeeperFixture fixture = new KeeperFixture(work);
    ProcessHandle keeper = ProcessHandle.of(fixture.keeperPid()).orElseThrow();
    KeptSpec spec = fixture.spec("sleep", "1");
    fixture.keeper.launch(spec, new RecordingListener(0));
    ProcFs.Stat wrapper = new RunFolder(fixture.runFolder(spec.id())).wrapper().orElseThrow();
    assertThat(wrapper.alive()).isTrue();
    fixture.keeper.close();
    try (Stream<Path> files = Files.walk(fixture.config.folder())) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
    assertThat(fixture.config.folder()).doesNotExist();
    await().atMost(Duration.ofSeconds(20)).until(() -> !keeper.isAlive() && !wrapper.alive());
  }

  @Test
  void losesAndDoublesNothingWhileTheDaemonIsKilledAgainAndAgain() throws Exception {
    int kills = 0;
    Path end = work.resolve("end");
    Path log = work.resolve("log");
    while (Files.notExists(end)) {
      Process daemon = daemon();
      long before = Files.exists(log) ? Files.size(log) : 0;
      await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () ->
                  !daemon.isAlive()
                      || Files.exists(end)
                      || (Files.exists(log) && Files.size(log) > before + 700_000));
      if (Files.notExists(end)) {
        daemon.destroyForcibly();
        kills++;
      }
      assertThat(daemon.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(kills).isGreaterThanOrEqualTo(5);
    assertThat(work.resolve("lost")).doesNotExist();
    assertThat(digest(out -> Files.copy(log, out))).isEqualTo(digest(KeeperCrashTest::count));
    assertThat(end).hasContent("7 null");
    assertThat(Files.readAllLines(work.resolve("pids")).stream().distinct()).hasSize(1);
  }

  private Process daemon() throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xshare:auto", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(CrashingDaemon.class.getName(), work.toString()));
    command.addAll(List.of("sh", "-c", COUNT, Integer.toString(BLOCKS)));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(work.resolve("daemon.out").toFile())
        .start();
  }

  private interface Source {
    void writeTo(OutputStream out) throws IOException;
  }

  private static String digest(Source source) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    try (OutputStream out =
        new BufferedOutputStream(
            new DigestOutputStream(OutputStream.nullOutputStream(), digest), 1 << 16)) {
      source.writeTo(out);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void count(OutputStream out) throws IOException {
    for (int i = 0; i < BLOCKS * 1000; i++) {
      out.write((i + "\n").getBytes(StandardCharsets.US_ASCII));
    }
  }
}

package dev.signalbox.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.launcher.Namespaces.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A machine with one data directory, on which the jar's commands are given. */
final class Site {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Namespaces network;
  private final Place place;
  private final Path data;
  private Process process;
  private Path out;
  private Path err;

  Site(Namespaces network, Place place, Path data) {
    this.network = network;
    this.place = place;
    this.data = data;
  }

  Path data() {
    return data;
  }

  /** Runs a command to its end, and returns the last line of what it printed. */
  String run(String... command) throws Exception {
    Process once = launch(command);
    assertThat(once.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as(log()).isTrue();
    assertThat(once.exitValue()).as(log()).isZero();
    List<String> lines = Files.readAllLines(out);
    return lines.get(lines.size() - 1);
  }

  /** Starts what stays, and waits until it is ready. */
  void start(String... command) throws Exception {
    process = launch(command);
    await()
        .atMost(PATIENCE)
        .until(() -> Files.readString(out).contains("READY ") || !process.isAlive());
    assertThat(process.isAlive()).as(log()).isTrue();
  }

  /** What a power cut does to it. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  String log() throws IOException {
    return Files.readString(err);
  }

  private Process launch(String... command) throws IOException {
    List<String> all = new ArrayList<>(network.at(place));
    all.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    all.add("-XX:+UseSerialGC");
    all.add("-jar");
    all.add(Path.of("target", "signalbox.jar").toAbsolutePath().toString());
    all.addAll(List.of(command));
    all.addAll(List.of("--data", data.toString()));
    out = Files.createTempFile("site", ".out");
    err = Files.createTempFile("site", ".err");
    ProcessBuilder builder =
        new ProcessBuilder(all).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().put("SIGNALBOX_ADMIN_PASSWORD", Product.PASSWORD);
    return builder.start();
  }
}

package dev.signalbox.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.core.ConditionTimeoutException;

/** The jar as a running process on one data directory. */
final class Product implements AutoCloseable {
  static final String PASSWORD = "correct horse battery";

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Pattern READY =
      Pattern.compile(
          "READY (?:panel=https?://localhost:(\\d+)\\S* )?(?:daemon=https?://[^:\\s]+:(\\d+)\\S* )?"
              + "(?:ca=\\S+ user=admin|name=.+ panel=\\S+)\n");

  private final Path data;
  private final Process process;
  private final Path out;
  private final Path err;

  private Product(Path data, Process process, Path out, Path err) {
    this.data = data;
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /** Starts it on free ports and waits until it is ready. */
  static Product start(Path data, String... options) throws IOException {
    List<String> all = new ArrayList<>(List.of("--panel-port", "0", "--daemon-port", "0"));
    all.addAll(Arrays.asList(options));
    return awaitReady(launch(data, Map.of("SIGNALBOX_ADMIN_PASSWORD", PASSWORD), all));
  }

  /** Starts a panel alone, or a daemon alone, and waits until it is ready. */
  static Product startAlone(String program, Path data, String... options) throws IOException {
    return awaitReady(
        launch(
            program, data, Map.of("SIGNALBOX_ADMIN_PASSWORD", PASSWORD), Arrays.asList(options)));
  }

  private static Product awaitReady(Product product) {
    try {
      await().atMost(PATIENCE).until(() -> product.ready().find() || !product.process.isAlive());
      assertThat(product.ready().find()).as(product.output() + product.log()).isTrue();
      return product;
    } catch (ConditionTimeoutException | AssertionError e) {
      product.process.destroyForcibly();
      throw e;
    }
  }

  /** Kills it, and starts it on the same directory and ports. */
  Product killAndStartAgain(String... options) throws Exception {
    kill();
    List<String> all = new ArrayList<>(List.of("--panel-port", port(1), "--daemon-port", port(2)));
    all.addAll(Arrays.asList(options));
    return awaitReady(launch(data, Map.of(), all));
  }

  /** Starts panel and daemon with exactly these options. */
  static Product launch(Path data, Map<String, String> environment, List<String> options)
      throws IOException {
    return launch("all", data, environment, options);
  }

  /** Starts one of the programs, such as {@code daemon start}, with exactly these options. */
  static Product launch(
      String program, Path data, Map<String, String> environment, List<String> options)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-jar",
                Path.of("target", "signalbox.jar").toAbsolutePath().toString()));
    command.addAll(List.of(program.split(" ", -1)));
    command.addAll(List.of("--data", data.toString()));
    if (!options.contains("--bind")) {
      command.addAll(List.of("--bind", "127.0.0.1"));
    }
    command.addAll(options);
    Path out = Files.createTempFile("signalbox", ".out");
    Path err = Files.createTempFile("signalbox", ".err");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().putAll(environment);
    return new Product(data, builder.start(), out, err);
  }

  String panel() {
    return "https://localhost:" + port(1);
  }

  String daemon() {
    return "https://localhost:" + port(2);
  }

  String panelPort() {
    return port(1);
  }

  String daemonPort() {
    return port(2);
  }

  Path authority() {
    return data.resolve("ca.pem");
  }

  Path data() {
    return data;
  }

  long pid() {
    return process.pid();
  }

  String output() {
    return read(out);
  }

  String log() {
    return read(err);
  }

  /** What a power cut or the kernel's killer does to it. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Asks it to end, and says whether it has within ten seconds. */
  boolean terminate() throws InterruptedException {
    process.destroy();
    return process.waitFor(10, TimeUnit.SECONDS);
  }

  /** Waits for it to end by itself, and returns its exit code. */
  int exitCode() throws InterruptedException {
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as(log()).isTrue();
    return process.exitValue();
  }

  @Override
  public void close() throws Exception {
    if (process.isAlive() && !terminate()) {
      kill();
    }
  }

  private Matcher ready() {
    return READY.matcher(read(out));
  }

  private String port(int group) {
    Matcher ready = ready();
    assertThat(ready.find()).isTrue();
    return ready.group(group);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

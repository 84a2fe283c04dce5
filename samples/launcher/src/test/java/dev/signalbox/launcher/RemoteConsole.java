package dev.signalbox.launcher;

import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A {@link ConsoleClient} in a process of its own, wherever that is put. */
final class RemoteConsole implements AutoCloseable {
  private final Process process;
  private final Path out;

  private RemoteConsole(Process process, Path out) {
    this.process = process;
    this.out = out;
  }

  /** Opens one, with {@code before} in front of the command. */
  static RemoteConsole open(List<String> before, Path authority, String url, String ticket)
      throws IOException {
    List<String> command = new ArrayList<>(before);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(RemoteConsole.class.getName(), authority.toString(), url, ticket));
    Path out = Files.createTempFile("console", ".out");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(Files.createTempFile("console", ".err").toFile())
            .start();
    return new RemoteConsole(process, out);
  }

  boolean isOpen() {
    return process.isAlive();
  }

  String output() {
    try {
      return Files.readString(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void awaitOutput(String text) {
    await().atMost(Duration.ofSeconds(60)).until(() -> output().contains(text));
  }

  void type(String line) throws IOException {
    OutputStream input = process.getOutputStream();
    input.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    input.flush();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /** Prints the console's bytes, and types the lines that it is given, until the console ends. */
  public static void main(String[] arguments) throws Exception {
    ConsoleClient client =
        ConsoleClient.printing(Path.of(arguments[0]), arguments[1], arguments[2], System.out);
    client.closed().thenRun(() -> System.exit(0));
    var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      client.type(line + "\n");
    }
  }
}

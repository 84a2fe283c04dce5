package dev.signalbox.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A JVM of ours that says what it has to offer, and answers lines. One thread at a time. */
final class TalkingProcess implements AutoCloseable {
  private final ServerProcess server;
  private final BufferedReader out;
  private final List<String> ready;

  private TalkingProcess(ServerProcess server, BufferedReader out, List<String> ready) {
    this.server = server;
    this.out = out;
    this.ready = ready;
  }

  /**
   * Starts one and waits until it is ready.
   *
   * @param recording the flight recording that it leaves at its end, none if null
   */
  static TalkingProcess start(
      String name, Class<?> program, Path folder, @Nullable Path recording, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(SubjectProcess.flags());
    if (recording != null) {
      command.add("-XX:StartFlightRecording=settings=profile,filename=" + recording);
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith("READY ")) {
        List<String> words = List.of(line.split(" ", -1));
        int port = Integer.parseInt(words.get(1));
        return new TalkingProcess(
            new ServerProcess(name, "", process, 0, port, folder), out, words);
      }
    }
    throw new BenchmarkException("the program under test did not start: " + name);
  }

  ServerProcess server() {
    return server;
  }

  int port() {
    return server.tlsPort();
  }

  /** Returns a word of what it said when it was ready, 2 is the first behind the port. */
  String word(int index) {
    return ready.get(index);
  }

  String ask(String line) throws IOException {
    Writer in = server.process().outputWriter(UTF_8);
    in.write(line + "\n");
    in.flush();
    String answer = out.readLine();
    if (answer == null) {
      throw new BenchmarkException(server.name() + " has ended");
    }
    return answer;
  }

  @Override
  public void close() {
    server.close();
  }
}

package dev.signalbox.benchmarks;

import dev.signalbox.benchmarks.subject.Subject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Starts our servers, each in a JVM with the flags of the root folder's {@code run}. */
final class SubjectProcess {
  private static final List<String> JVM_FLAGS =
      List.of("-XX:+UseSerialGC", "-Xms48m", "-Xmx1g", "--enable-native-access=ALL-UNNAMED");

  private SubjectProcess() {}

  /**
   * Starts one and waits until it is ready.
   *
   * @param recordings where it leaves a flight recording at its end, none if null
   */
  static ServerProcess start(String kind, Workspace workspace, @Nullable Path recordings)
      throws IOException {
    Path uploads = workspace.uploads(kind);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags());
    if (recordings != null) {
      Path recording = recordings.resolve(kind + ".jfr").toAbsolutePath();
      command.add("-XX:StartFlightRecording=settings=profile,filename=" + recording);
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Subject.class.getName()));
    command.addAll(
        List.of(
            kind,
            workspace.file().toString(),
            uploads.toString(),
            workspace.keyStore().toString(),
            Workspace.PASSWORD));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith("READY ")) {
        String[] words = line.split(" ", 4);
        return new ServerProcess(
            kind,
            words[3],
            process,
            Integer.parseInt(words[1]),
            Integer.parseInt(words[2]),
            uploads);
      }
    }
    throw new BenchmarkException("the server under test did not start: " + kind);
  }

  /** Returns the flags, and behind them what {@code SIGNALBOX_JAVA_OPTIONS} adds. */
  static List<String> flags() {
    List<String> flags = new ArrayList<>(JVM_FLAGS);
    String more = System.getenv().getOrDefault("SIGNALBOX_JAVA_OPTIONS", "").strip();
    if (!more.isEmpty()) {
      flags.addAll(List.of(more.split("\\s+")));
    }
    return flags;
  }
}

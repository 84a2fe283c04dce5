package dev.signalbox.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The program behind {@code samples/benchmarks/run}. */
@Command(
    name = "samples/benchmarks/run",
    description = "Measures the transports against nginx, in the same rounds on this machine.",
    mixinStandardHelpOptions = true)
public final class Benchmarks implements Callable<Integer> {
  @Parameters(
      arity = "0..*",
      paramLabel = "NAME",
      description =
          "What to measure: download, download-tls, upload, upload-tls, json, json-direct, fan-out;"
              + " link-transfers, link-crowd, link-echo, link-return. All of it if none is named.")
  private List<String> names = List.of();

  @Option(
      names = "--quick",
      description = "Files of 128 MiB and 3 rounds: for a look, not for a figure.")
  private boolean quick;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "Most rounds; 7, or 3 if quick. A test begins no fourth one after 40 s.")
  private int rounds;

  @Option(names = "--size", paramLabel = "MIB", description = "MiB of the file; 1024, or 128.")
  private int mebibytes;

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      description =
          "Where the files lie; /dev/shm if it has room, so that no disk is measured, else the"
              + " folder for temporary files.")
  private @Nullable Path folder;

  @Option(
      names = "--profile",
      paramLabel = "DIR",
      description = "Leave a flight recording of each of our servers in this folder.")
  private @Nullable Path recordings;

  @Option(names = "--out", hidden = true)
  private @Nullable Path out;

  /** Runs the command and ends the JVM with its exit code. */
  public static void main(String[] arguments) {
    CommandLine line = new CommandLine(new Benchmarks());
    line.setExecutionExceptionHandler(
        (failure, failed, parsed) -> {
          if (failure instanceof BenchmarkException) {
            failed.getErr().println("benchmarks: " + failure.getMessage());
          } else {
            failure.printStackTrace(failed.getErr());
          }
          return CommandLine.ExitCode.SOFTWARE;
        });
    System.exit(line.execute(arguments));
  }

  @Override
  public Integer call() throws IOException, GeneralSecurityException, InterruptedException {
    if (!System.getProperty("os.name").equals("Linux")) {
      throw new BenchmarkException("this measures by /proc and with epoll: it needs Linux");
    }
    long fileBytes = (mebibytes > 0 ? mebibytes : quick ? 128 : 1024) * 1024L * 1024;
    if (recordings != null) {
      Files.createDirectories(recordings);
    }
    Map<String, ServerProcess> servers = new LinkedHashMap<>();
    try (Workspace workspace = Workspace.create(parent(fileBytes), fileBytes)) {
      // An interrupt from the keyboard ends this JVM without ending the block.
      Thread cleanUp = new Thread(() -> close(servers, workspace), "clean-up");
      Runtime.getRuntime().addShutdownHook(cleanUp);
      try {
        measure(workspace, servers);
      } finally {
        Runtime.getRuntime().removeShutdownHook(cleanUp);
        servers.values().forEach(ServerProcess::close);
      }
    }
    return CommandLine.ExitCode.OK;
  }

  private void measure(Workspace workspace, Map<String, ServerProcess> servers)
      throws IOException, GeneralSecurityException, InterruptedException {
    int count = rounds > 0 ? rounds : quick ? 3 : 7;
    List<String> ofLink =
        LinkPlan.NAMES.stream().filter(name -> names.isEmpty() || names.contains(name)).toList();
    List<String> others = names.stream().filter(name -> !ofLink.contains(name)).toList();
    List<Benchmark> chosen =
        names.isEmpty() || !others.isEmpty()
            ? Plan.chosen(Plan.all(workspace, count, quick), others)
            : List.of();
    String loadBefore = Machine.loadAverage();
    start(chosen, workspace, servers);
    long begin = System.nanoTime();
    Report report = new Report();
    Rounds running = new Rounds(servers);
    for (Benchmark benchmark : chosen) {
      System.err.println("measuring " + benchmark.name() + " …");
      report.add(benchmark, running.run(benchmark));
    }
    servers.values().forEach(ServerProcess::close);
    String link =
        ofLink.isEmpty() ? "" : new LinkPlan(workspace, count, quick, recordings).run(ofLink);
    String text =
        header(workspace, servers, loadBefore, Duration.ofNanos(System.nanoTime() - begin))
            + (chosen.isEmpty() ? "" : report.markdown())
            + link;
    System.out.println(text);
    if (out != null) {
      Files.writeString(out, text);
      System.err.println("written to " + out);
    }
  }

  private void start(
      List<Benchmark> chosen, Workspace workspace, Map<String, ServerProcess> servers)
      throws IOException, InterruptedException {
    Set<String> needed = new LinkedHashSet<>();
    for (Benchmark benchmark : chosen) {
      needed.add(benchmark.reference());
      needed.addAll(benchmark.servers());
    }
    for (String name : needed) {
      servers.put(
          name,
          name.equals(Nginx.NAME)
              ? Nginx.start(workspace)
              : SubjectProcess.start(name, workspace, recordings));
    }
  }

  private static String header(
      Workspace workspace, Map<String, ServerProcess> servers, String loadBefore, Duration took)
      throws IOException {
    StringBuilder text = new StringBuilder();
    text.append("Machine: ").append(Machine.describe()).append("\n\n");
    text.append("Servers:\n\n");
    servers.forEach(
        (name, server) ->
            text.append("- ").append(name).append(": ").append(server.engine()).append('\n'));
    text.append("\nFlags of our servers: `")
        .append(String.join(" ", SubjectProcess.flags()))
        .append("`\n\n");
    text.append(
        String.format(
            Locale.ROOT,
            "Files of %d MiB in %s, %d s; load average %s before, %s after.%n"
                + "Medians; a ratio above 1 is faster than the reference (the row with 1) in the"
                + " same round. Growth is the largest of any round.%n%n",
            workspace.fileBytes() >> 20,
            workspace.folder().getParent(),
            took.toSeconds(),
            loadBefore,
            Machine.loadAverage()));
    return text.toString();
  }

  private Path parent(long fileBytes) throws IOException {
    if (folder != null) {
      return folder;
    }
    Path memory = Path.of("/dev/shm");
    boolean room =
        Files.isWritable(memory) && Files.getFileStore(memory).getUsableSpace() >= 3 * fileBytes;
    return room ? memory : Path.of(System.getProperty("java.io.tmpdir"));
  }

  private static void close(Map<String, ServerProcess> servers, Workspace workspace) {
    servers.values().forEach(ServerProcess::close);
    workspace.close();
  }
}

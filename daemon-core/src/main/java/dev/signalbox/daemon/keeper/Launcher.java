package dev.signalbox.daemon.keeper;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Turns a spec into a live run, or leaves nothing behind. */
final class Launcher {
  private static final long DEADLINE = TimeUnit.SECONDS.toNanos(30);

  private final SystemTools tools;
  private final TreeSource trees;
  private final String boot;
  private final byte[] wrapper;

  Launcher(SystemTools tools, TreeSource trees, String boot) throws IOException {
    this.tools = tools;
    this.trees = trees;
    this.boot = boot;
    try (InputStream script = Launcher.class.getResourceAsStream(RunFolder.WRAPPER)) {
      if (script == null) {
        throw new IOException(RunFolder.WRAPPER + " is not on the class path");
      }
      this.wrapper = script.readAllBytes();
    }
  }

  /** Prepares the folder of a run, with the ring open and its output being read. */
  Run prepare(KeptSpec spec, RunFolder folder, int ringBytes) throws IOException {
    if (spec.user() != null && tools.setpriv().isEmpty()) {
      throw new LaunchException("keeper.launch-failed", String.join(" ", tools.limitations()));
    }
    try {
      folder.create();
    } catch (FileAlreadyExistsException e) {
      throw new LaunchException("keeper.launch-failed", spec.id() + " was launched before");
    }
    ProcessTree tree = null;
    try {
      tree = trees.create(spec.id(), folder);
      makePipes(spec, folder);
      Files.write(folder.file(RunFolder.WRAPPER), wrapper);
      Files.writeString(folder.file(RunFolder.ENVIRONMENT), environment(spec));
      ExitRecord.prepare(folder);
      Ring ring = Ring.create(folder.file(RunFolder.RING), ringBytes, spec.firstOffset());
      folder.writeFacts(new RunFolder.Facts(boot, tree.describe(), ringBytes));
      return Run.reading(spec.id(), folder, tree, ring);
    } catch (IOException | RuntimeException e) {
      if (tree != null) {
        tree.remove();
      }
      folder.delete();
      throw e;
    }
  }

  /**
   * Starts the program of a prepared run, and returns once it is alive.
   *
   * @throws LaunchException where it is not; whoever prepared the run discards it
   */
  void start(KeptSpec spec, Run run) throws IOException {
    RunFolder folder = run.folder();
    Process process =
        SystemTools.process(command(spec, run))
            .directory(folder.path().toFile())
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(folder.file("errors").toFile())
            .redirectErrorStream(true)
            .start();
    try {
      String outcome = awaitOutcome(folder, process, run);
      if (outcome.startsWith("! ")) {
        String[] parts = outcome.split(" ", 3);
        throw new LaunchException("keeper." + parts[1], parts[2]);
      }
    } catch (IOException e) {
      process.destroyForcibly();
      throw e;
    }
    Files.deleteIfExists(folder.file(RunFolder.ENVIRONMENT));
  }

  private static String awaitOutcome(RunFolder folder, Process process, Run run)
      throws IOException {
    long started = System.nanoTime();
    while (true) {
      boolean over = !process.isAlive() || ExitRecord.read(folder).isPresent();
      Optional<String> outcome = folder.outcome();
      if (outcome.isPresent()) {
        return outcome.get();
      }
      if (over) {
        throw new LaunchException(
            "keeper.launch-failed", "the program was not reached: " + said(folder, run));
      }
      if (System.nanoTime() - started > DEADLINE) {
        throw new LaunchException("keeper.launch-failed", "not alive after 30 s");
      }
      LockSupport.parkNanos(500_000);
    }
  }

  private static String said(RunFolder folder, Run run) throws IOException {
    ByteBuffer output = ByteBuffer.allocate(500);
    run.peek(output);
    return ProcFs.read(folder.file("errors"))
        + new String(output.array(), 0, output.position(), StandardCharsets.UTF_8);
  }

  private List<String> command(KeptSpec spec, Run run) {
    KeptUser user = spec.user();
    List<String> command = new ArrayList<>();
    command.addAll(List.of("setsid", "/bin/sh", RunFolder.WRAPPER, run.tree().joinFile()));
    command.add(user == null ? "" : tools.setpriv());
    command.add(user == null ? "" : Integer.toString(user.uid()));
    command.add(user == null ? "" : Integer.toString(user.gid()));
    command.add(spec.directory().toString());
    command.add(spec.id().toString());
    String program = spec.command().get(0);
    command.add(program);
    command.addAll(tools.defaultSignals());
    if (!tools.defaultSignals().isEmpty() && program.indexOf('=') >= 0) {
      // What env would take for a variable.
      command.addAll(List.of("/bin/sh", "-c", "exec \"$0\" \"$@\""));
    }
    command.addAll(spec.command());
    return command;
  }

  private static void makePipes(KeptSpec spec, RunFolder folder) throws IOException {
    List<String> command = new ArrayList<>(List.of("mkfifo", "-m", "600"));
    for (String pipe : List.of(RunFolder.IN, RunFolder.OUT, RunFolder.ACK)) {
      command.add(folder.file(pipe).toString());
    }
    if (!SystemTools.succeeds(command)) {
      throw new LaunchException("keeper.launch-failed", "mkfifo failed in " + folder.path());
    }
    KeptUser user = spec.user();
    if (user != null) {
      // A program that opens /dev/stdout opens the pipe anew, with its own rights.
      for (String pipe : List.of(RunFolder.IN, RunFolder.OUT)) {
        Files.setAttribute(folder.file(pipe), "unix:uid", user.uid());
      }
    }
  }

  /**
   * Returns a line for each variable, in which a backslash and a line's end are written by printf's
   * %b.
   */
  private static String environment(KeptSpec spec) {
    StringBuilder lines = new StringBuilder();
    for (Map.Entry<String, String> variable : spec.environment().entrySet()) {
      String value = variable.getValue().replace("\\", "\\\\").replace("\n", "\\n");
      lines.append(variable.getKey()).append('=').append(value).append('\n');
    }
    return lines.toString();
  }
}

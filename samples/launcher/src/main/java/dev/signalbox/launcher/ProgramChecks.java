package dev.signalbox.launcher;

import dev.signalbox.api.diagnosis.Check;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks whether the program of a data directory runs, and has its port or could have it. */
final class ProgramChecks {
  private static final String RUNS = "The program runs";
  private static final String PORT = "Its port is its own";
  private static final int PATIENCE_MILLIS = 3_000;

  private final Path data;
  private final String program;
  private final int port;

  /**
   * @param program panel or daemon
   * @param port where it would listen
   */
  ProgramChecks(Path data, String program, int port) {
    this.data = data;
    this.program = program;
    this.port = port;
  }

  List<Check> all() {
    List<Check> checks = new ArrayList<>();
    Optional<Long> pid = pid();
    if (pid.isPresent()) {
      checks.add(Check.pass("program.running", RUNS, "process " + pid.get() + " has " + data));
      checks.add(listening(pid.get()));
    } else {
      checks.add(
          Check.warn(
              "program.running",
              RUNS,
              "no process has " + data,
              "Start the " + program + ", where it should run."));
      checks.add(free());
    }
    return checks;
  }

  private Optional<Long> pid() {
    try {
      long pid = Long.parseLong(Files.readString(data.resolve("run.pid")).strip());
      return ProcessHandle.of(pid).map(ProcessHandle::pid);
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private Check listening(long pid) {
    Optional<URI> address = RunAddress.read(data).map(RunAddress::local).map(URI::create);
    if (address.isEmpty()) {
      return Check.warn(
          "program.port",
          PORT,
          "process " + pid + " has not said yet where it listens",
          "Wait until it has started; its log tells how far it is.");
    }
    String host = address.get().getHost();
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(host.replaceAll("[\\[\\]]", ""), address.get().getPort()),
          PATIENCE_MILLIS);
      return Check.pass("program.port", PORT, "it listens at " + address.get());
    } catch (IOException e) {
      return Check.fail(
          "program.port",
          PORT,
          "nothing answers at " + address.get() + ": " + e.getMessage(),
          "See whether process " + pid + " hangs, and what its log says; start it again.");
    }
  }

  private Check free() {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(port));
      return Check.pass("program.port", PORT, "port " + port + " is free");
    } catch (IOException e) {
      return Check.fail(
          "program.port",
          PORT,
          "port " + port + " cannot be had: " + e.getMessage(),
          "See what listens there (ss -ltnp), or use another with --port.");
    }
  }
}

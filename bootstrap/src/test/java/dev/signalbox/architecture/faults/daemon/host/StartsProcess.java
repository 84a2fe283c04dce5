package dev.signalbox.architecture.faults.daemon.host;

import java.io.IOException;

/** Starts a process outside the keeper. */
final class StartsProcess {
  private StartsProcess() {}

  static Process start(String program) throws IOException {
    return new ProcessBuilder(program).start();
  }
}

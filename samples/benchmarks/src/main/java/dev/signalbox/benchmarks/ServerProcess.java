package dev.signalbox.benchmarks;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * A server that runs as a process of its own on 127.0.0.1.
 *
 * @param name as in the table
 * @param engine what it is, with versions
 * @param tlsPort 0 where it has none
 * @param uploads where what is uploaded comes to lie
 */
record ServerProcess(
    String name, String engine, Process process, int plainPort, int tlsPort, Path uploads)
    implements AutoCloseable {

  ProcessUsage usage() {
    return ProcessUsage.of(process.toHandle());
  }

  /** Ends it by its pid, gently for five seconds. */
  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (!name.equals(Nginx.NAME) && process.waitFor(5, TimeUnit.SECONDS)) {
        return;
      }
      process.destroy();
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    } catch (java.io.IOException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}

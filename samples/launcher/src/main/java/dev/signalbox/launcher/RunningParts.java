package dev.signalbox.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a program has opened; closed, the last one first, by a signal or after a failed start,
 * whichever comes first.
 */
final class RunningParts implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RunningParts.class);

  private final Deque<AutoCloseable> parts = new ConcurrentLinkedDeque<>();

  /** Has a signal close what is opened from now on. */
  RunningParts() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::close, "signalbox-shutdown"));
  }

  <T extends AutoCloseable> T open(T part) {
    parts.push(part);
    return part;
  }

  /** Says below the data directory which process to ask for its end. */
  void tellPid(Path data) throws IOException {
    parts.addLast(new PidFile(data));
  }

  /** Waits for a signal, which ends the JVM. */
  void awaitSignal() throws InterruptedException {
    new CountDownLatch(1).await();
  }

  @Override
  public void close() {
    for (AutoCloseable part = parts.poll(); part != null; part = parts.poll()) {
      try {
        part.close();
      } catch (Exception e) {
        log.error("part failed to close", e);
      }
    }
  }

  /** Gone again with the process, so that nobody asks a stranger. */
  private static final class PidFile implements AutoCloseable {
    private final Path file;
    private final String pid = ProcessHandle.current().pid() + "\n";

    PidFile(Path data) throws IOException {
      file = data.resolve("run.pid");
      Files.writeString(file, pid);
    }

    /**
     * Comes last, when a next run may have the directory already: its file is not ours to delete.
     */
    @Override
    public void close() throws IOException {
      if (Files.exists(file) && Files.readString(file).equals(pid)) {
        Files.delete(file);
      }
    }
  }
}

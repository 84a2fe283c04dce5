package dev.signalbox.daemon.driver;

import dev.signalbox.api.instance.InstanceUsage;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.concurrent.CompletionStage;

/** One run of an instance, from its launch to its exit. Safe for any thread; nothing blocks. */
public interface InstanceRun {
  /** Returns the process id; it may long be gone. */
  long pid();

  Instant startedAt();

  /**
   * Appends to its input in the order of the calls; the bytes are copied before this returns. The
   * stage fails, at once where that is known, when they cannot be taken.
   */
  CompletionStage<Void> write(ByteBuffer input);

  /** Sends a signal to its first process, named without {@code SIG}. */
  void signal(String name);

  /** Kills all of it; the exit is told to the listener. */
  CompletionStage<Void> kill();

  /** Tells that everything before the offset is held here and need not be kept elsewhere. */
  void acknowledge(long offset);

  /** Forgets the run, once its exit is on disk. */
  void release();

  /** Returns what it uses just now; may read from the operating system. */
  InstanceUsage usage();
}

package dev.signalbox.daemon.keeper;

import dev.signalbox.api.error.SignalboxException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.concurrent.CompletionStage;

/** A process in the keeper's hands. Safe for any thread. */
public interface KeptProcess {
  KeptId id();

  /** Returns the process id of the program itself; it may long be gone. */
  long pid();

  Instant startedAt();

  /**
   * Appends to the program's standard input, in the order of the calls.
   *
   * <p>The content is copied before this returns. The stage completes once all of it is in the
   * program's pipe, and fails with {@code keeper.not-running} after the exit, {@code
   * keeper.input-full} at once while more than 1 MiB is waiting because the program does not read,
   * and {@code keeper.unavailable} where the keeper died before it confirmed. It completes on a
   * keeper thread; whatever depends on it must not block.
   */
  CompletionStage<Void> write(ByteBuffer input);

  /**
   * Sends a signal to the program itself, not to what it has started; nothing happens after its
   * exit.
   *
   * @param name without {@code SIG}, such as {@code TERM}, {@code INT}, {@code USR1}
   * @throws IllegalArgumentException for something that is not a signal's name
   * @throws SignalboxException {@code keeper.unavailable} while the keeper cannot be reached
   */
  void signal(String name);

  /**
   * Kills the program and everything it has started.
   *
   * <p>The stage completes when none of them is left, as far as {@link
   * KeeperCapabilities#killsTree()} goes, and at once after the exit. {@link KeptListener#onExit}
   * tells of the exit as ever. The stage fails with {@code keeper.kill-failed}.
   */
  CompletionStage<Void> kill();

  /**
   * Tells that everything before {@code offset} is persisted and need not be kept. Output stops
   * coming, and the program waits, while as much as the keeper's ring holds is not acknowledged.
   */
  void acknowledge(long offset);

  /**
   * Lets the keeper forget a run, once its exit is persisted. Idempotent. A run that is not
   * released is still in {@link Keeper#known()} after a restart of the daemon.
   */
  void release();
}

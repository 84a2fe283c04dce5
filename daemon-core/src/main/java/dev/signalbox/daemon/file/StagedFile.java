package dev.signalbox.daemon.file;

import java.nio.ByteBuffer;

/**
 * The new content of a file, written where the instance does not reach it.
 *
 * <p>Not for concurrent use. Close it in any case: what was not committed is deleted then.
 */
public interface StagedFile extends AutoCloseable {
  /**
   * Looks whether there is room, to refuse before the bytes are sent and not behind them. Sets
   * nothing aside.
   *
   * @param bytes how many are to come, &ge; 0
   * @throws dev.signalbox.api.error.SignalboxException {@code files.no-space}
   */
  void expect(long bytes);

  /**
   * Writes all that remains in the buffer behind what was written before. Blocks.
   *
   * @throws dev.signalbox.api.error.SignalboxException {@code files.no-space}; {@code files.io}
   */
  void write(ByteBuffer bytes);

  /** Returns how many bytes were written. */
  long size();

  /**
   * Puts the file into its place in one act: whoever opens the path has the old content or the
   * whole new one. A replaced file hands on its permission bits and its owner. Of writers in this
   * process whose conditions exclude each other exactly one gets through.
   *
   * @throws dev.signalbox.api.error.SignalboxException what the condition throws; {@code
   *     files.not-found} where the directory is missing; {@code files.not-regular} where the path
   *     is something else than a regular file
   */
  WrittenFile commit(WriteCondition condition);

  /** Deletes what was not committed. Never throws. */
  @Override
  void close();
}

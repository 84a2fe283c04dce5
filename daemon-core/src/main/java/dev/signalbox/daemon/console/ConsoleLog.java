package dev.signalbox.daemon.console;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The output of one instance over all its runs, as bytes with absolute offsets.
 *
 * <p>Bytes are only appended. What grows beyond the limit loses its oldest files, and offsets go on
 * counting. What was appended is in the file system's hands when {@link #append} returns, so it
 * survives the end of this process, though not a loss of power. Safe for any thread; no method
 * waits for whoever reads.
 */
public interface ConsoleLog {
  /** Returns the offset of the oldest byte that is held; equal to the end where none is. */
  long oldest();

  /** Returns the offset after the last byte. */
  long end();

  /**
   * Appends output and returns the new end.
   *
   * <p>Bytes before the end are held already and cut off; a hole before the offset is recorded as a
   * gap. Where the disk refuses the bytes, they become a gap too, so that the instance goes on.
   *
   * @param offset of the first byte
   * @param data the bytes between position and limit; copied, the position is left alone
   */
  long append(long offset, ByteBuffer data);

  /** Records that the bytes before {@code to} which are not held yet never will be. */
  void lost(long to);

  /**
   * Returns the last whole lines, and a last one without its line end.
   *
   * @param lines how many, at least 1
   * @param most how many bytes they may have together; earlier lines are left out
   */
  byte[] tail(int lines, int most);

  /** Gives back what only an instance that runs needs; the next append takes it again. */
  void rest();

  /**
   * Returns the piece that stands at an offset.
   *
   * @param most how many bytes it may have, where it must be read from disk
   * @throws IOException where the disk does not give it
   */
  ConsolePiece read(long offset, int most) throws IOException;

  /**
   * Has a task run after each append, on the appending thread; it must not block.
   *
   * @return ends that
   */
  Watch watch(Runnable task);

  /** Ends a watch. */
  interface Watch extends AutoCloseable {
    @Override
    void close();
  }
}

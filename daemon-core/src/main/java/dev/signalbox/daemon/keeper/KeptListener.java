package dev.signalbox.daemon.keeper;

import java.nio.ByteBuffer;

/**
 * Takes what comes from one run.
 *
 * <p>One call comes after the other on a thread of the keeper's; a call that takes its time delays
 * this run only. Offsets never go back.
 */
public interface KeptListener {
  /**
   * Takes bytes that the program wrote.
   *
   * @param offset the offset of the first of them, equal to the end of what came before
   * @param bytes at least one; the listener may keep the buffer
   */
  void onOutput(long offset, ByteBuffer bytes);

  /**
   * Tells that output is missing at this place; the next output starts at {@code to}.
   *
   * @param from the offset of the first missing byte
   * @param to the offset after the last; equal to {@code from} where the keeper died, the number of
   *     bytes (at most 64 KiB, and usually none) is not known, and later offsets do not count them
   */
  void onLost(long from, long to);

  /** Tells that the program has ended; the last call, after all of the output. */
  void onExit(KeptExit exit);
}

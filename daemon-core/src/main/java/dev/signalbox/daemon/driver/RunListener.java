package dev.signalbox.daemon.driver;

import dev.signalbox.api.instance.InstanceExit;
import java.nio.ByteBuffer;

/** Takes what comes from one run, one call after the other. */
public interface RunListener {
  /**
   * Takes output.
   *
   * @param offset of the first byte
   * @param bytes at least one; the listener may keep the buffer
   */
  void onOutput(long offset, ByteBuffer bytes);

  /** Tells that the bytes from {@code from} to {@code to} will never come. */
  void onLost(long from, long to);

  /** Tells that it has ended; the last call, after all output. */
  void onExit(InstanceExit exit);
}

package dev.signalbox.benchmarks.subject;

/** What the fan-out sends. */
public final class FanOutFormat {
  /** Bytes of one message: some lines of a console. */
  public static final int PAYLOAD_BYTES = 256;

  /** Bytes of its frame: two, and two of an extended length (RFC 6455 section 5.2). */
  public static final int FRAME_BYTES = 4 + PAYLOAD_BYTES;

  private FanOutFormat() {}
}

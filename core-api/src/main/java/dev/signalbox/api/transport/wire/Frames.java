package dev.signalbox.api.transport.wire;

import java.nio.ByteBuffer;

/** What frames are made of (RFC 6455 section 5), and how a server writes them. */
public final class Frames {
  public static final int CONTINUATION = 0;
  public static final int TEXT = 1;
  public static final int BINARY = 2;
  public static final int CLOSE = 8;
  public static final int PING = 9;
  public static final int PONG = 10;

  /** The longest header of a frame that a server sends. */
  public static final int MOST_HEADER_BYTES = 10;

  /** The longest payload of a control frame. */
  static final int MOST_CONTROL_BYTES = 125;

  private Frames() {}

  /**
   * Puts the header of a server's frame: whole and not masked.
   *
   * @param target with room for {@link #MOST_HEADER_BYTES}
   * @param opcode one of those above
   * @param length number of bytes in the payload that goes behind it; 0 or more
   */
  public static void putHeader(ByteBuffer target, int opcode, int length) {
    target.put((byte) (0x80 | opcode));
    if (length < 126) {
      target.put((byte) length);
    } else if (length < 65536) {
      target.put((byte) 126).putShort((short) length);
    } else {
      target.put((byte) 127).putLong(length);
    }
  }
}

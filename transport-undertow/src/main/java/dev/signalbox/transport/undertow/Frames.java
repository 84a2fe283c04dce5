package dev.signalbox.transport.undertow;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** What frames are made of (RFC 6455 section 5), as a server sends them: whole and unmasked. */
final class Frames {
  static final int CONTINUATION = 0;
  static final int TEXT = 1;
  static final int BINARY = 2;
  static final int CLOSE = 8;
  static final int PING = 9;
  static final int PONG = 10;

  /** No code was given; never sent. */
  static final int NO_CODE = 1005;

  /** The connection broke; never sent. */
  static final int BROKEN = 1006;

  static final int MOST_REASON_BYTES = 123;

  /** The longest header of an unmasked frame. */
  static final int MOST_HEADER_BYTES = 10;

  private Frames() {}

  static void putHeader(ByteBuffer target, int opcode, int length) {
    target.put((byte) (0x80 | opcode));
    if (length < 126) {
      target.put((byte) length);
    } else if (length < 65536) {
      target.put((byte) 126).putShort((short) length);
    } else {
      target.put((byte) 127).putLong(length);
    }
  }

  static ByteBuffer closePayload(int code, String reason) {
    if (code == NO_CODE) {
      return ByteBuffer.allocate(0);
    }
    byte[] text = reason.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(2 + text.length).putShort((short) code).put(text).flip();
  }

  /** Says whether an endpoint may send that code (RFC 6455 section 7.4). */
  static boolean isSendable(int code) {
    boolean standard = code >= 1000 && code <= 1014 && code != 1004;
    return (standard && code != NO_CODE && code != BROKEN) || (code >= 3000 && code <= 4999);
  }
}

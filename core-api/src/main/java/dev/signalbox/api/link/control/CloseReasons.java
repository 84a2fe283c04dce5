package dev.signalbox.api.link.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;

/** Cuts what is said at a close to what fits (RFC 6455, section 5.5). */
final class CloseReasons {
  private static final int MAX_BYTES = 123;

  private CloseReasons() {}

  static String fitting(String reason) {
    ByteBuffer room = ByteBuffer.allocate(MAX_BYTES);
    CharBuffer text = CharBuffer.wrap(reason);
    UTF_8.newEncoder().encode(text, room, true);
    return reason.substring(0, text.position());
  }
}

package dev.signalbox.api.http;

import java.nio.ByteBuffer;

/**
 * Told of what happens in one WebSocket session, one call after the other.
 *
 * <p>A transport calls it on an I/O thread, where it must not block; the router puts a serial
 * executor of the workers in between, so that listeners of routes may.
 */
public interface WebSocketListener {
  /**
   * The session is open. No message comes before the listener has {@linkplain
   * WebSocketSession#request asked}.
   */
  void onOpen(WebSocketSession session);

  /** A whole text message; fragments were joined. */
  void onText(WebSocketSession session, String text);

  /** A whole binary message; the buffer is the listener's own. */
  void onBinary(WebSocketSession session, ByteBuffer data);

  /**
   * The session is over; the last call, made exactly once after {@code onOpen}. Messages that came
   * before a close are delivered first, if they are asked for within 5 s.
   *
   * @param code the close code of RFC 6455 section 7.4: the peer's; 1005 where it gave none; the
   *     transport's own where that ended the session for a fault, silence or a stop; 1006 where the
   *     connection broke
   */
  void onClose(WebSocketSession session, int code, String reason);
}

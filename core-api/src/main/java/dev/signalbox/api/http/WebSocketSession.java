package dev.signalbox.api.http;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;

/**
 * One open WebSocket. Every method may be called from any thread and none blocks.
 *
 * <p>Inbound messages come only as they are asked for; pings are answered and a close is seen all
 * the same. Outbound messages go out in the order of the calls.
 */
public interface WebSocketSession {
  /** Returns the chosen subprotocol, or an empty string. */
  String subprotocol();

  /** Lets {@code n} more whole messages be delivered ({@code n} &gt; 0); demand adds up. */
  void request(long n);

  /**
   * Sends a text message; the stage completes when it was handed to the socket, or fails when the
   * session is over.
   */
  CompletionStage<Void> sendText(String text);

  /**
   * Sends the bytes between position and limit as a binary message.
   *
   * <p>The buffer's position is left alone, so one buffer can be sent to many sessions; its content
   * must not change until the stage has completed.
   */
  CompletionStage<Void> sendBinary(ByteBuffer data);

  /** Returns the bytes accepted and not yet handed to the socket: what tells a slow consumer. */
  long pendingBytes();

  /**
   * Starts the closing handshake after what was sent so far; a second call does nothing. A peer
   * that does not answer the close within 5 s is cut off.
   *
   * @param code 1000, 1001, 1003, 1007 to 1014, or 3000 to 4999
   * @param reason at most 123 bytes of UTF-8
   */
  void close(int code, String reason);

  /** Cuts the connection at once. */
  void abort();

  /** Says whether neither side has begun to close. */
  boolean isOpen();
}

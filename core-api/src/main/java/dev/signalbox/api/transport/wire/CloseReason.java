package dev.signalbox.api.transport.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;

/**
 * Why a WebSocket ends (RFC 6455 section 7).
 *
 * @param code what a close frame says, or {@link #NO_CODE} or {@link #BROKEN}
 * @param reason text for people, at most 123 bytes of UTF-8; may be empty
 */
public record CloseReason(int code, String reason) {
  /** The code where a close frame has none; not sent. */
  public static final int NO_CODE = 1005;

  /** The code where no close frame came; not sent. */
  public static final int BROKEN_CODE = 1006;

  /** The connection broke without a close frame. */
  public static final CloseReason BROKEN = new CloseReason(BROKEN_CODE, "");

  private static final int MOST_REASON_BYTES = Frames.MOST_CONTROL_BYTES - 2;

  public CloseReason {
    requireNonNull(reason, "reason");
    if (code != NO_CODE && code != BROKEN_CODE && !isSendable(code)) {
      throw new IllegalArgumentException(
          "code: " + code + " (expected: 1000, 1001, 1003, 1007..1014 or 3000..4999)");
    }
    // A character makes three bytes at most.
    if (reason.length() > MOST_REASON_BYTES / 3
        && reason.getBytes(UTF_8).length > MOST_REASON_BYTES) {
      throw new IllegalArgumentException(
          "reason: too long (expected: at most " + MOST_REASON_BYTES + " bytes of UTF-8)");
    }
  }

  /**
   * Returns the reason to send for {@code WebSocketSession.close}.
   *
   * @throws IllegalArgumentException where an endpoint may not send that code, or the reason is too
   *     long
   */
  public static CloseReason toSend(int code, String reason) {
    if (!isSendable(code)) {
      throw new IllegalArgumentException(
          "code: " + code + " (expected: 1000, 1001, 1003, 1007..1014 or 3000..4999)");
    }
    return new CloseReason(code, reason);
  }

  /**
   * Reads the payload of a close frame.
   *
   * @throws FrameException 1002 where the code may not be sent or is cut off, 1007 where the reason
   *     is not UTF-8
   */
  public static CloseReason read(byte[] payload) throws FrameException {
    if (payload.length == 0) {
      return new CloseReason(NO_CODE, "");
    }
    int code = payload.length == 1 ? 0 : (payload[0] & 0xff) << 8 | (payload[1] & 0xff);
    if (!isSendable(code)) {
      throw new FrameException(1002, "bad close code");
    }
    String reason = FrameReader.utf8(ByteBuffer.wrap(payload, 2, payload.length - 2));
    return new CloseReason(code, reason);
  }

  /** Returns what answers the peer's close: its code without its reason. */
  public CloseReason answer() {
    return new CloseReason(code, "");
  }

  /** Returns the payload of the close frame that says this. */
  public ByteBuffer payload() {
    if (code == NO_CODE || code == BROKEN_CODE) {
      return ByteBuffer.allocate(0);
    }
    byte[] text = reason.getBytes(UTF_8);
    return ByteBuffer.allocate(2 + text.length).putShort((short) code).put(text).flip();
  }

  /** Says whether an endpoint may send that code (RFC 6455 section 7.4). */
  private static boolean isSendable(int code) {
    boolean standard = code >= 1000 && code <= 1014 && code != 1004;
    return (standard && code != NO_CODE && code != BROKEN_CODE) || (code >= 3000 && code <= 4999);
  }
}

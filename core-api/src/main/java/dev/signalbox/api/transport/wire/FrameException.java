package dev.signalbox.api.transport.wire;

/** A frame that must not be: the session ends with the close code. */
public final class FrameException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int closeCode;

  FrameException(int closeCode, String message) {
    super(message);
    this.closeCode = closeCode;
  }

  /** Returns 1002, 1007 or 1009 (RFC 6455 section 7.4.1). */
  public int closeCode() {
    return closeCode;
  }

  /** Returns what is wrong; it repeats nothing that the client sent, and fits a close frame. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}

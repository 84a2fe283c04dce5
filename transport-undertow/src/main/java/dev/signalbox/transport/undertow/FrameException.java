package dev.signalbox.transport.undertow;

/** A frame that must not be: the session ends with the close code. */
final class FrameException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int closeCode;

  FrameException(int closeCode, String message) {
    super(message);
    this.closeCode = closeCode;
  }

  int closeCode() {
    return closeCode;
  }
}

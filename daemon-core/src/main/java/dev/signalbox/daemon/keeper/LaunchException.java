package dev.signalbox.daemon.keeper;

import java.io.IOException;

/** A launch that came to nothing, with the code that the daemon is to throw. */
final class LaunchException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String code;

  LaunchException(String code, String message) {
    super(message);
    this.code = code;
  }

  String code() {
    return code;
  }
}

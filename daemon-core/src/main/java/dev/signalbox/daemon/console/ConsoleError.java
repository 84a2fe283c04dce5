package dev.signalbox.daemon.console;

import dev.signalbox.api.error.ErrorCode;
import dev.signalbox.api.error.ErrorKind;

/** What can go wrong with a console. */
public enum ConsoleError implements ErrorCode {
  /** The log cannot be read. */
  UNREADABLE("console.unreadable", ErrorKind.INTERNAL),
  /** The resume token is unknown, spent, expired or another's. */
  BAD_RESUME("console.bad-resume", ErrorKind.UNAUTHENTICATED),
  /** Too many people watch this instance. */
  TOO_MANY_VIEWERS("console.too-many-viewers", ErrorKind.TOO_MANY);

  private final String id;
  private final ErrorKind kind;

  ConsoleError(String id, ErrorKind kind) {
    this.id = id;
    this.kind = kind;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public ErrorKind kind() {
    return kind;
  }
}

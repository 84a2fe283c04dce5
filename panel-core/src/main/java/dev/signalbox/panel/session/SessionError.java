package dev.signalbox.panel.session;

import dev.signalbox.api.error.ErrorCode;
import dev.signalbox.api.error.ErrorKind;

/** Why a sign-in fails. */
public enum SessionError implements ErrorCode {
  /** The name or the password is wrong, or the person is shut out; which of them is not told. */
  BAD_CREDENTIALS("auth.bad-credentials", ErrorKind.UNAUTHENTICATED),
  TOO_MANY_ATTEMPTS("auth.too-many-attempts", ErrorKind.TOO_MANY),
  /** The password that was to show again who it is does not fit. */
  WRONG_PASSWORD("auth.wrong-password", ErrorKind.FORBIDDEN),
  /** A session would cross a wire in clear, as far as anybody can tell. */
  INSECURE("auth.insecure-connection", ErrorKind.FORBIDDEN),
  UNKNOWN("session.unknown", ErrorKind.NOT_FOUND),
  /** A session is needed, and the caller came with an API key. */
  NO_SESSION("auth.no-session", ErrorKind.CONFLICT);

  private final String id;
  private final ErrorKind kind;

  SessionError(String id, ErrorKind kind) {
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

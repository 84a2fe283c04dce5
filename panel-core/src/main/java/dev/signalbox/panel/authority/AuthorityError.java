package dev.signalbox.panel.authority;

import dev.signalbox.api.error.ErrorCode;
import dev.signalbox.api.error.ErrorKind;

/** Why the authority does not issue a certificate, or does not start. */
public enum AuthorityError implements ErrorCode {
  /** The request is no PKCS#10 request with a key that browsers take, signed by that key. */
  BAD_REQUEST("authority.bad-request", ErrorKind.INVALID),
  /** A certificate for nothing was asked for. */
  NO_NAMES("authority.no-names", ErrorKind.INVALID),
  /** The name is outside what the root may sign, or means another machine to everybody. */
  NAME_NOT_PERMITTED("authority.name-not-permitted", ErrorKind.INVALID),
  /** The name is the panel's or another daemon's. */
  NAME_TAKEN("authority.name-taken", ErrorKind.CONFLICT),
  /** What is stored of the authority does not fit together, or cannot be written. */
  UNUSABLE("authority.unusable", ErrorKind.INTERNAL);

  private final String id;
  private final ErrorKind kind;

  AuthorityError(String id, ErrorKind kind) {
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

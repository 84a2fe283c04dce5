package dev.signalbox.panel.access;

import dev.signalbox.api.error.ErrorCode;
import dev.signalbox.api.error.ErrorKind;

/** Why a caller is turned away. */
public enum AccessError implements ErrorCode {
  /** Nothing in the request says who calls, or what says so does not hold. */
  REQUIRED("auth.required", ErrorKind.UNAUTHENTICATED),
  /** The password was given too long ago, or the caller never gave one. */
  RECENT_SIGN_IN_REQUIRED("auth.recent-sign-in-required", ErrorKind.FORBIDDEN),
  /** The caller may see it and may not do that. */
  DENIED("access.denied", ErrorKind.FORBIDDEN),
  /** There is no such thing, or the caller may not know of it. */
  NOT_FOUND("access.not-found", ErrorKind.NOT_FOUND);

  private final String id;
  private final ErrorKind kind;

  AccessError(String id, ErrorKind kind) {
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

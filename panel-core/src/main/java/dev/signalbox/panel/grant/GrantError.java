package dev.signalbox.panel.grant;

import dev.signalbox.api.error.ErrorCode;
import dev.signalbox.api.error.ErrorKind;

/** What can go wrong with grants. */
public enum GrantError implements ErrorCode {
  UNKNOWN("grant.unknown", ErrorKind.NOT_FOUND);

  private final String id;
  private final ErrorKind kind;

  GrantError(String id, ErrorKind kind) {
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

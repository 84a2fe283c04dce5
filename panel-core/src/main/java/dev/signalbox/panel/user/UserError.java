package dev.signalbox.panel.user;

import dev.signalbox.api.error.ErrorCode;
import dev.signalbox.api.error.ErrorKind;

/** What can go wrong with people. */
public enum UserError implements ErrorCode {
  UNKNOWN("user.unknown", ErrorKind.NOT_FOUND),
  NAME_TAKEN("user.name-taken", ErrorKind.CONFLICT),
  /** Without an enabled administrator nobody could ever put it right. */
  LAST_ADMINISTRATOR("user.last-administrator", ErrorKind.CONFLICT);

  private final String id;
  private final ErrorKind kind;

  UserError(String id, ErrorKind kind) {
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

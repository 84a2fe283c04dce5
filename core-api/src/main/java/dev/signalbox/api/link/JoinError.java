package dev.signalbox.api.link;

import dev.signalbox.api.error.ErrorCode;
import dev.signalbox.api.error.ErrorKind;

/** Why a daemon does not join, or a link does not come up. */
public enum JoinError implements ErrorCode {
  BAD_CODE("join.bad-code", ErrorKind.FORBIDDEN),
  UNKNOWN_DAEMON("join.unknown-daemon", ErrorKind.FORBIDDEN),
  OTHER_PANEL("join.other-panel", ErrorKind.CONFLICT),
  /** No panel was joined, and there is no code to join one. */
  NOT_JOINED("join.not-joined", ErrorKind.CONFLICT),
  /** The other side cannot be reached, or does not answer as it should. */
  UNREACHABLE("join.unreachable", ErrorKind.BAD_GATEWAY);

  private final String id;
  private final ErrorKind kind;

  JoinError(String id, ErrorKind kind) {
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

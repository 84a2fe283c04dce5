package dev.signalbox.daemon.identity;

import dev.signalbox.api.error.ErrorCode;
import dev.signalbox.api.error.ErrorKind;

/** Why a daemon cannot be who it is. */
public enum IdentityError implements ErrorCode {
  /** A key file is not what the daemon once wrote there. */
  BAD_KEY_FILE("identity.bad-key-file", ErrorKind.INTERNAL),
  /** What is stored of the panel is unreadable. */
  BAD_STATE("identity.bad-state", ErrorKind.INTERNAL),
  /** What a panel answered does not fit together or is not for this daemon's key. */
  BAD_ANSWER("identity.bad-answer", ErrorKind.BAD_GATEWAY);

  private final String id;
  private final ErrorKind kind;

  IdentityError(String id, ErrorKind kind) {
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

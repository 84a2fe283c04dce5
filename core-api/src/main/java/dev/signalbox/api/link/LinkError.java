package dev.signalbox.api.link;

import dev.signalbox.api.error.ErrorCode;
import dev.signalbox.api.error.ErrorKind;

/** Why something does not get over a link. */
public enum LinkError implements ErrorCode {
  NO_STREAM("link.no-stream", ErrorKind.UNAVAILABLE),
  BROKEN("link.broken", ErrorKind.BAD_GATEWAY);

  private final String id;
  private final ErrorKind kind;

  LinkError(String id, ErrorKind kind) {
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

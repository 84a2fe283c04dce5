package dev.signalbox.panel.node;

import dev.signalbox.api.error.ErrorCode;
import dev.signalbox.api.error.ErrorKind;

/** What can be wrong with a daemon, as the panel sees it. */
public enum NodeError implements ErrorCode {
  UNKNOWN("daemon.unknown", ErrorKind.NOT_FOUND),
  NAME_TAKEN("daemon.name-taken", ErrorKind.CONFLICT),
  KNOWN("daemon.known", ErrorKind.CONFLICT),
  OFFLINE("daemon.offline", ErrorKind.UNAVAILABLE),
  REFUSED("daemon.refused", ErrorKind.BAD_GATEWAY),
  BAD_ANSWER("daemon.bad-answer", ErrorKind.BAD_GATEWAY),
  TIMEOUT("daemon.timeout", ErrorKind.GATEWAY_TIMEOUT),
  NOT_DIRECT("daemon.not-direct", ErrorKind.CONFLICT);

  private final String id;
  private final ErrorKind kind;

  NodeError(String id, ErrorKind kind) {
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

package dev.signalbox.api.transport;

import dev.signalbox.api.error.ErrorCode;
import dev.signalbox.api.error.ErrorKind;

/** Why a server does not start. */
public enum TransportError implements ErrorCode {
  PORT_IN_USE("transport.port-in-use", ErrorKind.UNAVAILABLE),
  BIND_FAILED("transport.bind-failed", ErrorKind.UNAVAILABLE);

  private final String id;
  private final ErrorKind kind;

  TransportError(String id, ErrorKind kind) {
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

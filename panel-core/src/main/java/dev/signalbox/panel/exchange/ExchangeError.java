package dev.signalbox.panel.exchange;

import dev.signalbox.api.error.ErrorCode;
import dev.signalbox.api.error.ErrorKind;

/** Why no more can go over the links just now. */
public enum ExchangeError implements ErrorCode {
  TOO_MANY("relay.too-many", ErrorKind.TOO_MANY),
  BUSY("relay.busy", ErrorKind.UNAVAILABLE);

  private final String id;
  private final ErrorKind kind;

  ExchangeError(String id, ErrorKind kind) {
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

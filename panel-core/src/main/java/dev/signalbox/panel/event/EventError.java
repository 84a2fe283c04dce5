package dev.signalbox.panel.event;

import dev.signalbox.api.error.ErrorCode;
import dev.signalbox.api.error.ErrorKind;

/** Why live events are not given. */
public enum EventError implements ErrorCode {
  TOO_MANY("events.too-many", ErrorKind.TOO_MANY);

  private final String id;
  private final ErrorKind kind;

  EventError(String id, ErrorKind kind) {
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

package dev.signalbox.panel.key;

import dev.signalbox.api.error.ErrorCode;
import dev.signalbox.api.error.ErrorKind;

/** What can go wrong with API keys. */
public enum ApiKeyError implements ErrorCode {
  UNKNOWN("key.unknown", ErrorKind.NOT_FOUND);

  private final String id;
  private final ErrorKind kind;

  ApiKeyError(String id, ErrorKind kind) {
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

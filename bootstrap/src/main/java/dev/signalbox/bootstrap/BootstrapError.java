package dev.signalbox.bootstrap;

import dev.signalbox.api.error.ErrorCode;
import dev.signalbox.api.error.ErrorKind;

/** Why a panel or a daemon does not start. */
public enum BootstrapError implements ErrorCode {
  DIRECTORY_IN_USE("data.directory-in-use", ErrorKind.CONFLICT),
  DIRECTORY_UNUSABLE("data.directory-unusable", ErrorKind.UNAVAILABLE);

  private final String id;
  private final ErrorKind kind;

  BootstrapError(String id, ErrorKind kind) {
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

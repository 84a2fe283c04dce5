package dev.signalbox.api.secret;

import dev.signalbox.api.error.ErrorCode;
import dev.signalbox.api.error.ErrorKind;

/** Why secrets on disk cannot be used. */
public enum SecretError implements ErrorCode {
  /** Others than the owner have a permission on the directory or on a file in it. */
  EXPOSED("secrets.exposed", ErrorKind.INTERNAL),
  /** The directory or a file in it cannot be made, read or written. */
  UNUSABLE("secrets.unusable", ErrorKind.INTERNAL);

  private final String id;
  private final ErrorKind kind;

  SecretError(String id, ErrorKind kind) {
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

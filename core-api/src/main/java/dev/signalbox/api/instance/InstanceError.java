package dev.signalbox.api.instance;

import dev.signalbox.api.error.ErrorCode;
import dev.signalbox.api.error.ErrorKind;

/** What can go wrong with an instance. */
public enum InstanceError implements ErrorCode {
  /** There is no such instance, or it may not be seen. */
  UNKNOWN("instance.unknown", ErrorKind.NOT_FOUND),
  /** It runs, or is about to. */
  ALREADY_RUNNING("instance.already-running", ErrorKind.CONFLICT),
  /** It does not run. */
  NOT_RUNNING("instance.not-running", ErrorKind.CONFLICT),
  /** Something exclusive is done to it. */
  BUSY("instance.busy", ErrorKind.CONFLICT),
  /** Its definition or state cannot be written to disk. */
  NOT_STORED("instance.not-stored", ErrorKind.INSUFFICIENT_STORAGE),
  /** Its directory cannot be made or deleted. */
  BAD_DIRECTORY("instance.bad-directory", ErrorKind.CONFLICT);

  private final String id;
  private final ErrorKind kind;

  InstanceError(String id, ErrorKind kind) {
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

package dev.signalbox.daemon.keeper;

import dev.signalbox.api.error.ErrorCode;
import dev.signalbox.api.error.ErrorKind;

/** What can fail when a process is kept. */
public enum KeeperError implements ErrorCode {
  UNAVAILABLE("keeper.unavailable", ErrorKind.UNAVAILABLE),
  NOT_FOUND("keeper.not-found", ErrorKind.CONFLICT),
  NOT_EXECUTABLE("keeper.not-executable", ErrorKind.CONFLICT),
  BAD_DIRECTORY("keeper.bad-directory", ErrorKind.CONFLICT),
  LAUNCH_FAILED("keeper.launch-failed", ErrorKind.CONFLICT),
  NOT_RUNNING("keeper.not-running", ErrorKind.CONFLICT),
  INPUT_FULL("keeper.input-full", ErrorKind.CONFLICT),
  KILL_FAILED("keeper.kill-failed", ErrorKind.CONFLICT);

  private final String id;
  private final ErrorKind kind;

  KeeperError(String id, ErrorKind kind) {
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

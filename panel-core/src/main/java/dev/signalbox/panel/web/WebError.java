package dev.signalbox.panel.web;

import dev.signalbox.api.error.ErrorCode;
import dev.signalbox.api.error.ErrorKind;

/** What can be wrong with the web console's files. */
public enum WebError implements ErrorCode {
  /** This build was made without the console. */
  ABSENT("web.absent", ErrorKind.NOT_FOUND),
  /** No such file belongs to the console; a page of an earlier version may ask for it. */
  UNKNOWN_FILE("web.unknown-file", ErrorKind.NOT_FOUND);

  private final String id;
  private final ErrorKind kind;

  WebError(String id, ErrorKind kind) {
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

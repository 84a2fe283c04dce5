package dev.signalbox.panel.database;

import dev.signalbox.api.error.ErrorCode;
import dev.signalbox.api.error.ErrorKind;

/** What can go wrong between the panel and its database. */
public enum DatabaseError implements ErrorCode {
  /** A row with that key exists. */
  DUPLICATE("database.duplicate", ErrorKind.CONFLICT),
  /** Another process holds the files of the embedded database. */
  IN_USE("database.in-use", ErrorKind.UNAVAILABLE),
  /** The directory of the embedded database cannot be made or made private. */
  DIRECTORY("database.directory", ErrorKind.INTERNAL),
  /** The database could not be opened, or a statement failed. */
  FAILED("database.failed", ErrorKind.INTERNAL);

  private final String id;
  private final ErrorKind kind;

  DatabaseError(String id, ErrorKind kind) {
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

package dev.signalbox.api.file;

import dev.signalbox.api.error.ErrorCode;
import dev.signalbox.api.error.ErrorKind;

/** How access to the files of an instance fails. */
public enum FileError implements ErrorCode {
  /** The path is absolute, climbs, or cannot be a name on any system. */
  BAD_PATH("files.bad-path", ErrorKind.INVALID),
  /** A cursor that no list gave. */
  BAD_CURSOR("files.bad-cursor", ErrorKind.INVALID),
  NOT_FOUND("files.not-found", ErrorKind.NOT_FOUND),
  /** A regular file is needed, and this is a directory, a link, a pipe, a socket or a device. */
  NOT_REGULAR("files.not-regular", ErrorKind.CONFLICT),
  NOT_DIRECTORY("files.not-directory", ErrorKind.CONFLICT),
  /** Something is at the path already, and is not overwritten. */
  EXISTS("files.exists", ErrorKind.CONFLICT),
  /** A directory cannot be moved below itself. */
  INTO_ITSELF("files.into-itself", ErrorKind.CONFLICT),
  /** Something else changed the place while it was being worked on, more than once. */
  CHANGED("files.changed", ErrorKind.CONFLICT),
  /** The operating system refuses; the daemon lacks the right on this file. */
  DENIED("files.denied", ErrorKind.CONFLICT),
  /** The place is a mount: nothing can be moved into it in one act. */
  OTHER_FILE_SYSTEM("files.other-file-system", ErrorKind.CONFLICT),
  NO_SPACE("files.no-space", ErrorKind.INSUFFICIENT_STORAGE),
  /** Too many openings in this directory hang, or the transfer was ended from our side. */
  UNAVAILABLE("files.unavailable", ErrorKind.UNAVAILABLE),
  /** This system gives no race-free access to a directory. */
  UNSUPPORTED("files.unsupported", ErrorKind.UNAVAILABLE),
  /** Reading or writing the disk fails. */
  IO("files.io", ErrorKind.INTERNAL);

  private final String id;
  private final ErrorKind kind;

  FileError(String id, ErrorKind kind) {
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
